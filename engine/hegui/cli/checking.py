"""``hegui check`` and ``hegui demo``: from options to a job, from an outcome to a report and a summary."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import resources
from pathlib import Path

import typer

from hegui.cli import visible
from hegui.cli.tables import print_table
from hegui.words.errors import Exit, Fault, UsageError
from hegui.words.findings import Finding, FindingKind, Grade
from hegui.words.jobs import Job, LogSource
from hegui.words.measured import Status
from hegui.words.places import Place
from hegui.words.record import Record
from hegui.words.text import Language
from hegui.words.verdicts import Verdict

JOB_SUFFIXES = {".yaml", ".yml"}
FINDINGS_SHOWN = 20


@dataclass(frozen=True)
class Asked:
    """What the command line asks to check."""

    inputs: tuple[Path, ...]
    logs: tuple[str, ...]
    policies: tuple[Path, ...]
    profile: str | None
    as_of: datetime | None
    since: datetime | None
    until: datetime | None
    show_personal: bool

    def job(self) -> Job:
        """The job file, if one is named, with what the options say over it.

        Raises:
            HeguiError: the job file cannot be used, or the options make no sense.
        """
        from hegui.policy import load_job

        files = [path for path in self.inputs if path.suffix.lower() in JOB_SUFFIXES]
        if len(files) > 1:
            raise UsageError(Fault(Place(str(files[1])), "a second job file", "name one job file; logs are not YAML"))
        base = load_job(files[0]) if files else Job()
        bare = tuple(LogSource(files=(str(path),)) for path in self.inputs if path not in files)
        logs = (*base.logs, *bare, *map(_named, self.logs))
        if not logs:
            raise UsageError(Fault(Place("hegui check"), "no log to check", "name a job file or logs, or try 'hegui demo'"))
        return replace(
            base,
            logs=logs,
            policies=(*base.policies, *self.policies),
            profile=self.profile or base.profile,
            as_of=self.as_of or base.as_of,
            since=self.since.date() if self.since else base.since,
            until=self.until.date() if self.until else base.until,
            show_personal=self.show_personal or base.show_personal,
        )

    def command(self) -> str:
        """The command that repeats the check, with relative names only."""
        words = ["hegui", "check", *(_relative(path) for path in self.inputs)]
        for log in self.logs:
            name, _, file = log.partition("=")
            words += ["--log", f"{name}={_relative(Path(file))}"]
        for folder in self.policies:
            words += ["--policies", _relative(folder)]
        for option, value in (("--profile", self.profile), ("--as-of", self.as_of), ("--from", self.since), ("--until", self.until)):
            if value is not None:
                words += [option, value.isoformat() if isinstance(value, datetime) else value]
        return shlex.join([*words, "--show-personal"] if self.show_personal else words)


def check_and_write(asked: Asked, language: Language, out: Path | None, formats: Sequence[str], fail_on: Grade) -> Exit:
    """Check, write, and print the summary; the exit code follows from the outcome."""
    from hegui.check import run
    from hegui.report.formats import asked as known
    from hegui.report.formats import make_folder

    known(formats)
    job = asked.job()
    folder = out or Path("reports") / job.name
    make_folder(folder)
    outcome = run(job, command=asked.command(), stage=_progress)
    _progress("report")
    paths = outcome.write(folder, formats=formats, language=language)
    summarise(outcome.record, fail_on)
    for path in paths:
        typer.echo(str(path))
    return outcome.exit(fail_on)


def run_demo(language: Language, out: Path | None, formats: Sequence[str]) -> None:
    """Check the shipped fixtures."""
    job = demo_job()
    asked = Asked((job,), (), (), None, None, None, None, show_personal=False)
    check_and_write(asked, language, out or Path("reports/demo"), formats, Grade.MAJOR)


def demo_job() -> Path:
    """The job file of the shipped fixtures: package data, else the checkout's.

    Raises:
        UsageError: they are not there.
    """
    packaged = Path(str(resources.files("hegui"))) / "fixtures" / "small" / "hegui.yaml"
    checkout = Path(__file__).parents[3] / "fixtures" / "small" / "hegui.yaml"
    for path in (packaged, checkout):
        if path.is_file():
            return path
    raise UsageError(Fault(Place("hegui demo"), "the shipped fixtures are not installed", "install hegui again"))


def summarise(record: Record, fail_on: Grade) -> None:
    """Print what was found, in a screenful."""
    for log in record.logs:
        account = log.account
        aside, void = sum(account.set_aside.values()), sum(account.void.values())
        typer.echo(f"{log.log.name}: {account.read:,} rows read, {account.used:,} used, {aside:,} set aside, {void:,} void")
    statuses = Counter(status.status for status in record.statuses.values())
    typer.echo("standards: " + ", ".join(f"{statuses[status]} {status.value.replace('_', ' ')}" for status in Status))
    for status in record.statuses.values():
        if status.status is Status.ERROR:
            typer.echo(f"error: {status.standard}: {visible(status.why)}", err=True)
    grades = Counter(finding.grade for finding in record.findings)
    typer.echo("findings: " + ", ".join(f"{grades[grade]} {grade.value}" for grade in Grade))
    print_table(
        ["no.", "grade", "unit", "standard", "breaches", "judged", "rate"],
        [_line(record, finding) for finding in record.findings[:FINDINGS_SHOWN]],
        right=(4, 5, 6),
    )
    if len(record.findings) > FINDINGS_SHOWN:
        typer.echo(f"… and {len(record.findings) - FINDINGS_SHOWN} more")
    typer.echo(f"exit code {int(record.exit(fail_on))} (--fail-on {fail_on.value})")


def _line(record: Record, finding: Finding) -> tuple[object, ...]:
    counts = finding.counts
    if finding.kind is FindingKind.INCONCLUSIVE:
        breaches, judged = f"{counts.of(Verdict.UNDETERMINED):,}?", f"{counts.in_scope:,}"
    else:
        breaches, judged = f"{counts.of(Verdict.NONCONFORMING):,}", f"{counts.judged:,}"
    rate = f"{finding.rate_bp // 100}.{finding.rate_bp % 100:02d} %"
    return (finding.number, finding.grade.value, record.unit(finding.unit).name, finding.standard, breaches, judged, rate)


def _named(text: str) -> LogSource:
    name, separator, file = text.partition("=")
    if not (separator and name and file):
        raise UsageError(Fault(Place("--log"), f"{text!r} names no log and file", "write --log complaint=complaints.csv"))
    return LogSource(files=(file,), log=name)


def _relative(path: Path) -> str:
    return path.name if path.is_absolute() else path.as_posix()


def _progress(stage: str) -> None:
    typer.echo(f"hegui: {stage} …", err=True)
