"""``hegui check`` and ``hegui demo``: from options to a job, from an outcome to a report and a summary."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib import resources
from pathlib import Path

from hegui.cli.printing import capped, progress, say
from hegui.words.errors import Exit, Fault, UsageError
from hegui.words.findings import Finding, FindingKind, Grade
from hegui.words.jobs import MEMORY_LIMIT, ON_COMMAND_LINE, Job, LogSource
from hegui.words.measured import Status
from hegui.words.places import Place
from hegui.words.record import Record
from hegui.words.text import Language
from hegui.words.verdicts import Verdict

JOB_SUFFIXES = {".yaml", ".yml"}
FINDINGS_SHOWN = 20
REASONS_SHOWN = 8
EXITS = {
    Exit.CLEAN: "no finding is {grade} or graver",
    Exit.FINDINGS: "findings are {grade} or graver",
    Exit.NOTHING_CHECKED: "nothing was checked",
    Exit.NOT_JUDGED: "a standard crashed, or everything is undetermined",
}


@dataclass(frozen=True)
class Asked:
    """What the command line asks to check."""

    inputs: tuple[Path, ...]
    logs: tuple[str, ...] = ()
    policies: tuple[Path, ...] = ()
    profile: str | None = None
    as_of: datetime | None = None
    since: date | None = None
    until: date | None = None
    show_personal: bool = False
    memory_limit: str = MEMORY_LIMIT
    processes: int | None = None

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
        bare = tuple(LogSource(files=(str(path),), place=Place(str(path))) for path in self.inputs if path not in files)
        logs = (*base.logs, *bare, *map(_named, self.logs))
        if not logs:
            raise UsageError(Fault(Place("hegui check"), "no log to check", "name a job file or logs, or try 'hegui demo'"))
        return replace(
            base,
            logs=logs,
            policies=(*base.policies, *self.policies),
            profile=self.profile or base.profile,
            profile_place=ON_COMMAND_LINE if self.profile else base.profile_place,
            as_of=self.as_of or base.as_of,
            since=self.since or base.since,
            until=self.until or base.until,
            show_personal=self.show_personal or base.show_personal,
            memory_limit=self.memory_limit,
        )

    def command(self) -> str:
        """The command that repeats the check, with relative names only."""
        words = ["hegui", "check", *map(_relative, self.inputs)]
        for log in self.logs:
            name, _, file = log.partition("=")
            words += ["--log", f"{name}={_relative(Path(file))}"]
        for folder in self.policies:
            words += ["--policies", _relative(folder)]
        for option, value in (("--profile", self.profile), ("--as-of", self.as_of), ("--from", self.since), ("--until", self.until)):
            if value is not None:
                words += [option, value if isinstance(value, str) else value.isoformat()]
        return shlex.join([*words, "--show-personal"] if self.show_personal else words)


def check_and_write(asked: Asked, language: Language, out: Path | None, formats: Sequence[str], fail_on: Grade) -> Exit:
    """Check, write, and print the summary; the exit code follows from the outcome.

    Raises:
        HeguiError: the command line, policies, job or logs cannot be used, or the report cannot be written; nothing is written then.
    """
    record, paths = _check(asked, language, out, formats)
    code = record.exit(fail_on)
    say(f"exit code {int(code)}: {EXITS[code].format(grade=fail_on.value)}")
    _say_paths(paths)
    return code


def run_demo(language: Language, out: Path | None, formats: Sequence[str]) -> None:
    """Check the shipped fixtures."""
    _, paths = _check(Asked((demo_job(),)), language, out or Path("reports/demo"), formats)
    _say_paths(paths)


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


def _check(asked: Asked, language: Language, out: Path | None, formats: Sequence[str]) -> tuple[Record, tuple[Path, ...]]:
    from hegui.check import run
    from hegui.report.formats import asked as known
    from hegui.report.formats import probe

    known(formats)
    job = asked.job()
    folder = out or Path("reports") / _folder_name(job.name)
    probe(folder)
    with progress() as stage:
        outcome = run(job, command=asked.command(), stage=stage, processes=asked.processes)
        stage("report")
        paths = outcome.write(folder, formats=formats, language=language)
    summarise(outcome.record)
    return outcome.record, paths


def summarise(record: Record) -> None:
    """Print what was found, in a screenful."""
    say(f"as of {record.as_of:%Y-%m-%d %H:%M}" + ("" if record.as_of_given else ", the latest time in the logs"))
    for log in record.logs:
        account = log.account
        aside, void = sum(account.set_aside.values()), sum(account.void.values())
        say(f"{log.log.name}: {account.read:,} rows read, {account.used:,} used, {aside:,} set aside, {void:,} void")
    _say_statuses(record)
    grades = Counter(finding.grade for finding in record.findings)
    say("findings: " + ", ".join(f"{grades[grade]} {grade.value}" for grade in Grade))
    _say_findings(record)
    if record.warnings:
        say(f"warnings: {len(record.warnings)}, in the report")


def _say_statuses(record: Record) -> None:
    """How many standards came to what, and what those that were not checked lack."""
    counted = Counter(status.status for status in record.statuses.values())
    said = [f"{counted[status]} {status.value.replace('_', ' ')}" for status in Status if counted[status] or status is Status.JUDGED]
    say("standards: " + ", ".join(said))
    unchecked = [status for status in record.statuses.values() if status.status is Status.NOT_CHECKED]
    lacking = Counter((record.standard(status.standard).log, status.why) for status in unchecked)
    for (log, why), standards in lacking.most_common(REASONS_SHOWN):
        say(f"  not checked: {standards} on {log}, {why}")
    if len(lacking) > REASONS_SHOWN:
        say("  … and more, in the report")
    for status in record.statuses.values():
        if status.status is Status.ERROR:
            say(f"error: {status.standard}: {capped(status.why, 400)}", err=True)


def _say_findings(record: Record) -> None:
    """The gravest findings, under the standard that each group of them breaches."""
    group: tuple[Grade, str] | None = None
    for finding in record.findings[:FINDINGS_SHOWN]:
        if group != (finding.grade, finding.standard):
            group = (finding.grade, finding.standard)
            say(f"  {finding.grade.value}: {finding.standard}")
        say(_line(record, finding))
    if len(record.findings) > FINDINGS_SHOWN:
        say(f"  … and {len(record.findings) - FINDINGS_SHOWN} more, in the report")


def _line(record: Record, finding: Finding) -> str:
    inconclusive = finding.kind is FindingKind.INCONCLUSIVE
    verdict, total = (Verdict.UNDETERMINED, finding.counts.in_scope) if inconclusive else (Verdict.NONCONFORMING, finding.counts.judged)
    rate = f"{finding.rate_bp // 100}.{finding.rate_bp % 100:02d} %"
    unit = capped(record.unit(finding.unit).name, 40) + (" (cannot be determined)" if inconclusive else "")
    return f"    {finding.number}  {finding.counts.of(verdict):>6,} of {total:>7,}  {rate:>8}  {unit}"


def _say_paths(paths: Sequence[Path]) -> None:
    """Every file written; the report itself last, for whoever takes the last line."""
    for path in reversed(paths):
        say(str(path))


def _folder_name(job: str) -> str:
    """A name of a folder below ``reports``, whatever the job is called."""
    return "".join(char if char.isalnum() or char in "-_." else "-" for char in job).strip(".") or "audit"


def _named(text: str) -> LogSource:
    name, separator, file = text.partition("=")
    if not (separator and name and file):
        raise UsageError(Fault(Place("--log"), f"{text!r} names no log and file", "write --log complaint=complaints.csv"))
    return LogSource(files=(file,), log=name, place=Place("--log"))


def _relative(path: Path) -> str:
    return path.name if path.is_absolute() else path.as_posix()
