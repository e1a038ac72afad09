"""What people do with the findings of a report: decide on them, object to rows, give them numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hegui.cli.printing import say
from hegui.words.errors import Fault, UsageError
from hegui.words.places import Place

DETERMINATIONS = "determinations.yaml"
OBJECTIONS = "objections.xlsx"


def write_templates(report: Path, out: Path, *, force: bool) -> None:
    """Write the files to fill in for a report.

    Raises:
        HeguiError: the report cannot be read, or a file is there already.
    """
    from hegui.report.explain import read_report
    from hegui.report.templates import determinations_template, write_objections_template

    file = _report_file(report)
    data = read_report(file)
    decisions, workbook = out / DETERMINATIONS, out / OBJECTIONS
    there = [path for path in (decisions, workbook) if path.exists()]
    if there and not force:
        raise UsageError([Fault(Place(str(path)), "it is there already", "choose another folder, or --force") for path in there])
    try:
        out.mkdir(parents=True, exist_ok=True)
        decisions.write_text(determinations_template(data), encoding="utf-8")
        rows = write_objections_template(data, file.parent, workbook)
    except OSError as error:
        raise UsageError(Fault(Place(str(out)), f"cannot be written: {error.strerror}", "choose another folder with --out")) from None
    open_ = sum(finding["determination"] is None for finding in data["findings"])
    say(f"{open_} findings to decide on: {decisions}")
    say(f"{rows} breaches that can be objected to: {workbook}")
    say(f"fill them in, name them in the job (determinations: {DETERMINATIONS}, objections: {OBJECTIONS}), and check again")


def issue_numbers(report: Path, file: Path, org: str, audit: str | None, pattern: str | None, on: date | None) -> None:
    """Give numbers to the findings of a report that are decided on and have none yet.

    Raises:
        HeguiError: the report or the issue file cannot be used.
    """
    from hegui.policy import load_issued
    from hegui.policy.issued import NUMBER_FORMAT, IssueFile, issue, locked, usable, write_issued
    from hegui.report.explain import read_report

    if pattern is not None and not usable(pattern):
        raise UsageError(Fault(Place("--format"), f"{pattern!r} gives no number", f"write it like {NUMBER_FORMAT}"))
    data = read_report(_report_file(report))
    decided = [finding for finding in data["findings"] if finding["determination"] is not None]
    day = on or max((date.fromisoformat(finding["determination"]["on"]) for finding in decided), default=None)
    if day is None:
        remedy = "decide on findings first: 'hegui findings template' writes the file to fill in"
        raise UsageError(Fault(Place(str(report)), "no finding of it is decided on", remedy))
    with locked(file):
        before = load_issued(file) if file.exists() else IssueFile(pattern or NUMBER_FORMAT)
        after = issue(
            before,
            [(finding["id"], finding["unit"]) for finding in decided],
            org=org,
            audit=audit or data["audit"]["name"],
            on=day,
        )
        write_issued(file, after)
    say(f"{len(after.numbers) - len(before.numbers)} numbers given, {len(before.numbers)} kept: {file}")
    say(f"name it in the job (issued: {file.name}) and check again")


def _report_file(path: Path) -> Path:
    """The report in a folder, or the report itself."""
    return path / "report.json" if path.is_dir() else path
