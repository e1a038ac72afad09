"""The commands and their options; what they do stands in the modules beside this one, imported when a command runs."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from hegui.cli.printing import Layout
from hegui.report.formats import FORMATS
from hegui.words.findings import Grade
from hegui.words.jobs import MEMORY_LIMIT
from hegui.words.text import Language

app = typer.Typer(
    name="hegui",
    help="Check process logs against service-quality handbooks; write a nonconformity report an auditor can sign.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
policies_app = typer.Typer(no_args_is_help=True, help="The handbooks as policies: list, show, lint, test …", rich_markup_mode=None)
logs_app = typer.Typer(no_args_is_help=True, help="Process logs: how they are read.", rich_markup_mode=None)
app.add_typer(policies_app, name="policies")
app.add_typer(logs_app, name="logs")
findings_app = typer.Typer(no_args_is_help=True, help="Findings: decide on them, object to rows, number them.", rich_markup_mode=None)
app.add_typer(findings_app, name="findings")

Logs = Annotated[list[Path], typer.Argument(metavar="FILE", help="Process logs as they were exported.")]
PolicyFolders = Annotated[list[Path] | None, typer.Option("--policies", metavar="DIR", help="Policies of your own; repeatable.")]
ProfileName = Annotated[
    str | None, typer.Option("--profile", metavar="NAME", help="Profile that says which handbooks are in force; else 'default'.")
]
Lang = Annotated[Language, typer.Option("--lang", help="Language of the report.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder of the report; else reports/<name of the job>.")]
Formats = Annotated[
    list[str] | None, typer.Option("--format", metavar="NAME", help=f"One of {', '.join(FORMATS)}; repeatable; else all of them.")
]
Processes = Annotated[
    int | None, typer.Option("--processes", min=1, metavar="N", help="Processes that share the work; else as many as are worth it.")
]
Printed = Annotated[Layout, typer.Option("--format", help="How it is printed.")]


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a time; write it as 2026-07-01 or 2026-07-01T09:30") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-07-01") from None


def _version(asked: bool) -> None:  # noqa: FBT001 - typer calls it
    if asked:
        from importlib.metadata import version

        typer.echo(f"hegui {version('hegui')}")
        raise typer.Exit


@app.callback()
def hegui(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    """Check process logs against service-quality handbooks; write a nonconformity report an auditor can sign."""


@app.command()
def check(
    inputs: Annotated[
        list[Path] | None, typer.Argument(metavar="JOB.yaml|FILE", help="A job file, or logs whose kind is found by their headers.")
    ] = None,
    log: Annotated[list[str] | None, typer.Option("--log", metavar="NAME=FILE", help="A log of a named kind; repeatable.")] = None,
    policies: PolicyFolders = None,
    profile: ProfileName = None,
    as_of: Annotated[
        datetime | None, typer.Option(parser=_moment, metavar="TIME", help="Instant of the audit; else the latest time in the logs.")
    ] = None,
    since: Annotated[date | None, typer.Option("--from", parser=_day, metavar="DAY", help="First day of the window.")] = None,
    until: Annotated[date | None, typer.Option(parser=_day, metavar="DAY", help="Day after the last day of the window.")] = None,
    lang: Lang = Language.ZH,
    out: Out = None,
    formats: Formats = None,
    fail_on: Annotated[Grade, typer.Option("--fail-on", help="Exit with 1 if a finding has this grade or a graver one.")] = Grade.MAJOR,
    show_personal: Annotated[bool, typer.Option("--show-personal", help="Do not mask personal fields; said on the cover.")] = False,
    memory_limit: Annotated[str, typer.Option(metavar="SIZE", help="Memory for measuring; the rest goes to disk.")] = MEMORY_LIMIT,
    processes: Processes = None,
) -> None:
    """Check logs against the handbooks in force and write the report.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, 3 policy, job or log unusable,
    4 nothing was checked, 5 a standard crashed or everything is undetermined, 70 internal error.
    """
    from hegui.cli.checking import Asked, check_and_write

    asked = Asked(
        tuple(inputs or ()), tuple(log or ()), tuple(policies or ()), profile, as_of, since, until, show_personal, memory_limit, processes
    )
    raise typer.Exit(check_and_write(asked, lang, out, tuple(formats or ()), fail_on))


@app.command()
def demo(lang: Lang = Language.ZH, out: Out = None, formats: Formats = None) -> None:
    """Check the logs that come with hegui; exits with 0."""
    from hegui.cli.checking import run_demo

    run_demo(lang, out, tuple(formats or ()))


@app.command()
def explain(
    report: Annotated[Path, typer.Argument(metavar="REPORT.json", help="The report.json of a check.")],
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="Number such as D-001, or the beginning of its id.")],
) -> None:
    """Print the chain behind a finding, down to the rows."""
    from hegui.cli.printing import say_folded
    from hegui.report.explain import HANG, read_report
    from hegui.report.explain import explain as lines

    for line in lines(read_report(report), finding):
        say_folded(line, HANG)


@app.command()
def init(
    files: Logs,
    job: Annotated[Path, typer.Option("--job", metavar="FILE", help="Job file to write.")] = Path("hegui.yaml"),
    policies: PolicyFolders = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the job file.")] = False,
) -> None:
    """Look at logs and write a job file, for a person to confirm."""
    from hegui.cli.starting import write_job

    write_job(tuple(files), job, tuple(policies or ()), force=force)


@logs_app.command("inspect")
def inspect(
    files: Logs,
    log: Annotated[str | None, typer.Option("--log", metavar="NAME", help="Kind of log; else found by the headers.")] = None,
    policies: PolicyFolders = None,
) -> None:
    """Show what was bound to what, and what could not be read."""
    from hegui.cli.binding import show_bindings

    show_bindings(tuple(files), log, tuple(policies or ()))


@findings_app.command()
def template(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="The folder of a report, or its report.json.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of the files.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")] = False,
) -> None:
    """Write determinations.yaml and objections.xlsx, to fill in."""
    from hegui.cli.findings import write_templates

    write_templates(report, out, force=force)


@findings_app.command()
def issue(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="The folder of a report, or its report.json.")],
    file: Annotated[Path, typer.Option("--file", metavar="FILE", help="Issue file; kept from audit to audit.")] = Path("issued.yaml"),
    org: Annotated[str, typer.Option("--org", metavar="NAME", help="Short name of the organisation.")] = "NC",
    audit: Annotated[str | None, typer.Option("--audit", metavar="NAME", help="Short name of the audit; else the job's.")] = None,
    pattern: Annotated[str | None, typer.Option("--format", metavar="TEXT", help="How a new issue file makes numbers.")] = None,
    on: Annotated[date | None, typer.Option(parser=_day, metavar="DAY", help="Day of issue; else of the last decision.")] = None,
) -> None:
    """Give numbers to the findings that are decided on; a number is given once and kept."""
    from hegui.cli.findings import issue_numbers

    issue_numbers(report, file, org, audit, pattern, on)


@policies_app.command("list")
def list_(policies: PolicyFolders = None, profile: ProfileName = None) -> None:
    """List all standards, or those in force under a profile."""
    from hegui.cli.handbooks import list_standards

    list_standards(tuple(policies or ()), profile)


@policies_app.command()
def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Standard id or catalogue number.")], policies: PolicyFolders = None
) -> None:
    """Show one standard in full, or what is attested."""
    from hegui.cli.handbooks import show_standard

    show_standard(identifier, tuple(policies or ()))


@policies_app.command()
def lint(policies: PolicyFolders = None) -> None:
    """Report every fault of every policy file.

    One line a fault, as file:line:column; exit code 3 where there is any.
    """
    from hegui.cli.handbooks import lint_policies

    raise typer.Exit(lint_policies(tuple(policies or ())))


@policies_app.command()
def test(
    identifiers: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Standards to test; else all of them.")] = None,
    policies: PolicyFolders = None,
    processes: Processes = None,
) -> None:
    """Run the examples of the standards.

    Exit code 3 on a wrong verdict, a standard without examples, a reason without a row.
    """
    from hegui.cli.handbooks import test_policies

    raise typer.Exit(test_policies(tuple(identifiers or ()), tuple(policies or ()), processes))


@policies_app.command()
def schema() -> None:
    """Print the JSON Schema of the policy files, for editors."""
    from hegui.cli.handbooks import print_schema

    print_schema()


@policies_app.command()
def coverage(policies: PolicyFolders = None, profile: ProfileName = None, layout: Printed = Layout.TEXT) -> None:
    """Show every clause in force, and what accounts for it.

    Exit code 3 where nothing does.
    """
    from hegui.cli.coverage import show_coverage

    raise typer.Exit(show_coverage(tuple(policies or ()), profile, layout))


@policies_app.command()
def conflicts(
    policies: PolicyFolders = None,
    profile: ProfileName = None,
    handbook: Annotated[str | None, typer.Option("--handbook", metavar="NAME", help="Only those that concern it.")] = None,
    layout: Printed = Layout.TEXT,
) -> None:
    """Show where handbooks are at odds, and what was settled."""
    from hegui.cli.coverage import show_conflicts

    show_conflicts(tuple(policies or ()), profile, handbook, layout)
