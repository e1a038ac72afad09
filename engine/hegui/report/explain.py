"""The chain behind a finding, from the conclusion down to the rows, read from ``report.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hegui.words.errors import Fault, HeguiError, UsageError, nearest
from hegui.words.places import Place
from hegui.words.verdicts import REASONS

Json = Mapping[str, Any]
SCHEMA = Path(__file__).parent / "schema" / "report-1.json"
HANG = 12
"""Column under which lines that have to be folded go on."""
ROWS_SHOWN = 10


class ReportError(HeguiError):
    """A report that cannot be read."""


def read_report(path: Path) -> Json:
    """Read a ``report.json``.

    Raises:
        ReportError: no such file, or not a report of this schema.
    """
    from jsonschema import Draft202012Validator

    try:
        report = json.loads(path.read_bytes())
    except OSError as error:
        raise _unusable(path, f"it cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise _unusable(path, f"it is not JSON: {error}") from None
    if not isinstance(report, dict) or report.get("schema") != "hegui/report/1":
        raise _unusable(path, "it is not a report of schema hegui/report/1")
    fault = next(Draft202012Validator(json.loads(SCHEMA.read_bytes())).iter_errors(report), None)
    if fault is not None:
        raise _unusable(path, f"it is not as it was written: {fault.json_path}: {fault.message}")
    return report


def _unusable(path: Path, what: str) -> ReportError:
    return ReportError(Fault(Place(str(path)), what, "name the report.json of a check"))


def explain(report: Json, name: str) -> Iterator[str]:
    """Lines that lead from a finding (its number, or its id or the beginning of it) to the rows it rests on.

    Raises:
        UsageError: there is no such finding.
    """
    finding = _find(report["findings"], name)
    standard = next(each for each in report["standards"] if each["id"] == finding["standard"])
    clause = next(each for each in report["coverage"] if (each["handbook"], each["clause"]) == (finding["handbook"], finding["clause"]))
    yield f"{finding['number']}  {finding['grade']} {finding['kind']}  unit {finding['unit']} {finding['unit_name']}".rstrip()
    yield f"  id        {finding['id']}"
    yield f"  figures   {_figures(finding)}"
    yield f"  standard  {standard['id']}"
    yield f"            {standard['title']['en']} / {standard['title']['zh']}"
    yield f"  clause    {finding['handbook']} {finding['clause']}  {clause['title']['en']} / {clause['title']['zh']}"
    yield f"  requires  {standard['required']['en']}" + (f", where {standard['scope']['en']}" if standard["scope"] else "")
    for parameter in standard["parameters"]:
        reason = f" ({parameter['reason']})" if parameter["reason"] else ""
        yield f"  parameter {parameter['name']} = {parameter['value']}, from the {parameter['source']}{reason}"
    yield from _chain(finding["because"])
    yield f"  rows      {finding['evidence_total']} in all, worst first"
    for row in finding["evidence"][:ROWS_SHOWN]:
        yield from _row(row)
    if finding["evidence_total"] > ROWS_SHOWN:
        yield f"    … {finding['evidence_total'] - ROWS_SHOWN} more in evidence.parquet"


def _find(findings: Sequence[Json], name: str) -> Json:
    for finding in findings:
        if name in {finding["number"], finding["id"]}:
            return finding
    begun = [finding for finding in findings if len(name) >= 4 and finding["id"].startswith(name)]
    if len(begun) == 1:
        return begun[0]
    known = [finding["number"] for finding in findings]
    remedy = nearest(name, known) or f"the report has {len(known)} findings, {known[0]} to {known[-1]}" if known else "the report has none"
    raise UsageError(Fault(Place("FINDING"), f"there is no finding {name!r}", remedy))


def _figures(finding: Json) -> str:
    if finding["kind"] == "inconclusive":
        return f"{finding['undetermined']} of {finding['in_scope']} in scope cannot be determined"
    rate = finding["rate_bp"]
    reasons = ", ".join(f"{count} {code}" for code, count in finding["reasons"].items() if code not in {"conforming", "not_applicable"})
    conform = "does not conform" if finding["nonconforming"] == 1 else "do not conform"
    return f"{finding['nonconforming']} of {finding['judged']} judged {conform} ({rate // 100}.{rate % 100:02d} %); {reasons}"


def _chain(because: Sequence[Json]) -> Iterator[str]:
    for link in because:
        yield f"  rule      {link['rule']}: {link['title']['en']}"
        for fact in link["facts"]:
            told = sorted((key for key in fact if key != "uid"), key=lambda key: (key != "kind", key))
            yield "    fact    " + ", ".join(f"{key}={fact[key]}" for key in told)


def _row(row: Json) -> Iterator[str]:
    place = f"{row['source'] or 'data frame'} row {row['row']}" if row["row"] else row["period"]
    due = f", due {row['due']}" if row["due"] else ""
    yield f"    {row['key']}  {place}  {row['reason']} ({REASONS[row['reason']].title.en}){due}"
    yield "      " + ", ".join(f"{field}={'missing' if value is None else value}" for field, value in row["observed"].items())
