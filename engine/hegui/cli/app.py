"""The commands and their options; what they do stands in the modules beside this one, imported when a command runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from hegui.words.findings import Grade
from hegui.words.text import Language

app = typer.Typer(
    name="hegui",
    help="Check process logs against service-quality handbooks; write a nonconformity report an auditor can sign.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
policies_app = typer.Typer(
    no_args_is_help=True, help="The handbooks as policies: list, show, lint, test, schema, coverage.", rich_markup_mode=None
)
logs_app = typer.Typer(no_args_is_help=True, help="Process logs: how they are read.", rich_markup_mode=None)
app.add_typer(policies_app, name="policies")
app.add_typer(logs_app, name="logs")

PolicyFolders = Annotated[list[Path] | None, typer.Option("--policies", metavar="DIR", help="Policies of your own; repeatable.")]
ProfileName = Annotated[str | None, typer.Option("--profile", help="Profile that says which handbooks are in force.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of the report.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder of the report; default reports/<name>.")]
Formats = Annotated[list[str] | None, typer.Option("--format", metavar="NAME", help="pdf, json, evidence; repeatable, default all.")]
FailOn = Annotated[Grade, typer.Option("--fail-on", help="Exit with 1 if a finding has this grade or a graver one.")]
Inputs = Annotated[list[Path] | None, typer.Argument(metavar="[JOB.yaml] [FILE]...", help="A job file; logs whose kind is found.")]
NamedLogs = Annotated[list[str] | None, typer.Option("--log", metavar="NAME=FILE", help="A log of a named kind; repeatable.")]


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a time; write it as 2026-07-01 or 2026-07-01T09:30") from None


Moment = Annotated[datetime | None, typer.Option("--as-of", parser=_moment, metavar="TIME", help="Instant of the audit.")]
Since = Annotated[datetime | None, typer.Option("--from", parser=_moment, metavar="DAY", help="First day of the window.")]
Until = Annotated[datetime | None, typer.Option("--until", parser=_moment, metavar="DAY", help="Day after the last day of the window.")]


@app.command()
def check(
    inputs: Annotated[
        list[Path] | None, typer.Argument(metavar="[JOB.yaml] [FILE]...", help="A job file, or logs whose kind is found.")
    ] = None,
    log: NamedLogs = None,
    policies: PolicyFolders = None,
    profile: ProfileName = None,
    as_of: Moment = None,
    since: Since = None,
    until: Until = None,
    lang: Lang = Language.ZH,
    out: Out = None,
    formats: Formats = None,
    fail_on: FailOn = Grade.MAJOR,
    show_personal: Annotated[bool, typer.Option("--show-personal", help="Do not mask personal fields; said on the cover.")] = False,
) -> None:
    """Check logs against the handbooks in force and write the report.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, 3 policy, job or log unusable,
    4 nothing was checked, 5 a standard crashed or everything is undetermined, 70 internal error.
    """
    from hegui.cli.checking import Asked, check_and_write

    asked = Asked(tuple(inputs or ()), tuple(log or ()), tuple(policies or ()), profile, as_of, since, until, show_personal)
    raise typer.Exit(check_and_write(asked, lang, out, tuple(formats or ()), fail_on))


@app.command()
def demo(lang: Lang = Language.ZH, out: Out = None, formats: Formats = None) -> None:
    """Check the logs that come with hegui and write the report; exits with 0 whatever is found."""
    from hegui.cli.checking import run_demo

    run_demo(lang, out, tuple(formats or ()))


@app.command()
def explain(
    report: Annotated[Path, typer.Argument(metavar="REPORT.json", help="The report.json of a check.")],
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="Number such as NC-001, or the beginning of its id.")],
) -> None:
    """Print the chain behind a finding: rule, facts, standard, clause, rows."""
    from hegui.cli import visible
    from hegui.report.explain import explain as lines
    from hegui.report.explain import read_report

    for line in lines(read_report(report), finding):
        typer.echo(visible(line))


@app.command()
def init(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Process logs as they were exported.")],
    job: Annotated[Path, typer.Option("--job", metavar="FILE", help="Job file to write.")] = Path("hegui.yaml"),
    policies: PolicyFolders = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the job file.")] = False,
) -> None:
    """Look at logs and write a job file with the bindings found, to be confirmed by a person."""
    from hegui.cli.binding import write_job

    typer.echo(write_job(tuple(files), job, tuple(policies or ()), force=force))


@logs_app.command("inspect")
def inspect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Process logs as they were exported.")],
    log: Annotated[str | None, typer.Option("--log", metavar="NAME", help="Kind of log; default: found by the headers.")] = None,
    policies: PolicyFolders = None,
) -> None:
    """Show what was bound to what, and what could not be read."""
    from hegui.cli.binding import show_bindings

    show_bindings(tuple(files), log, tuple(policies or ()))


@policies_app.command("list")
def list_(policies: PolicyFolders = None, profile: ProfileName = None) -> None:
    """List the standards in force."""
    from hegui.cli.handbooks import list_standards

    list_standards(tuple(policies or ()), profile)


@policies_app.command()
def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Standard id or catalogue number.")], policies: PolicyFolders = None
) -> None:
    """Show one standard in full."""
    from hegui.cli.handbooks import show_standard

    show_standard(identifier, tuple(policies or ()))


@policies_app.command()
def lint(policies: PolicyFolders = None) -> None:
    """Report every fault of every policy file as file:line:column; exit code 3 where there is any."""
    from hegui.cli.handbooks import lint_policies

    raise typer.Exit(lint_policies(tuple(policies or ())))


@policies_app.command()
def test(
    identifiers: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Standards to test; default all.")] = None,
    policies: PolicyFolders = None,
) -> None:
    """Run the examples of the standards; exit code 3 on a wrong verdict, a standard without examples, a reason without a row."""
    from hegui.cli.handbooks import test_policies

    raise typer.Exit(test_policies(tuple(identifiers or ()), tuple(policies or ())))


@policies_app.command()
def schema() -> None:
    """Print the JSON Schema of the policy files, for editors."""
    from hegui.cli.handbooks import print_schema

    print_schema()


@policies_app.command()
def coverage(policies: PolicyFolders = None, profile: ProfileName = None) -> None:
    """Show every clause of the handbooks in force: encoded, checkable but not encoded, or why it cannot be checked."""
    from hegui.cli.handbooks import show_coverage

    show_coverage(tuple(policies or ()), profile)
