"""Loading the last audit from its ``report.json``."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from hegui.policy.faults import Faults
from hegui.policy.reading import beside
from hegui.words.errors import nearest
from hegui.words.findings import FindingKind, Grade, PastAudit, PastFinding
from hegui.words.places import Place
from hegui.words.text import Text

SCHEMA = "hegui/report/1"
MAX_BYTES = 500_000_000


def last_audit(path: Path, closed: Collection[str], faults: Faults) -> PastAudit | None:
    """Read a report; None where it is none, with the reason in ``faults``.

    Args:
        path: the ``report.json``.
        closed: fingerprints or numbers of findings whose corrective action was closed as effective.
        faults: where faults are noted.
    """
    place = Place(path.as_posix())
    try:
        if path.stat().st_size > MAX_BYTES:
            faults.add(place, f"the file has more than {MAX_BYTES:,} bytes", "write the report without evidence")
            return None
        data = json.loads(path.read_bytes())
    except OSError as error:
        remedy = beside(path, lambda file: file.suffix == ".json") if isinstance(error, FileNotFoundError) else ""
        faults.add(place, f"cannot be read: {error.strerror}", remedy)
        return None
    except (ValueError, RecursionError):
        faults.add(place, "not JSON", "name the report.json that 'hegui check' wrote")
        return None
    try:
        return _audit(data, path, closed, faults)
    except (KeyError, TypeError, ValueError):
        faults.add(place, f"not a report of the schema {SCHEMA}", "name the report.json that 'hegui check' wrote")
        return None


def _audit(data: Any, path: Path, closed: Collection[str], faults: Faults) -> PastAudit:  # noqa: ANN401 - what stands in the file
    if data["schema"] != SCHEMA:
        raise ValueError(data["schema"])
    titles = {standard["id"]: Text(**standard["title"]) for standard in data["standards"]}
    findings = tuple(_finding(finding, titles, closed) for finding in data["findings"])
    known = {name for finding in findings for name in (finding.id, finding.number)}
    for name in sorted(set(closed) - known):
        faults.add(Place(path.as_posix()), f"it has no finding {name!r} that could be closed", nearest(name, known))
    audit = data["audit"]
    return PastAudit(
        name=str(audit["name"]),
        title=str(audit["title"]),
        document_no=str(audit["document_no"]),
        as_of=datetime.fromisoformat(audit["as_of"]).replace(tzinfo=None),
        findings=findings,
        source=path.name,
    )


def _finding(data: Any, titles: dict[str, Text], closed: Collection[str]) -> PastFinding:  # noqa: ANN401 - as above
    return PastFinding(
        id=str(data["id"]),
        number=str(data["number"]),
        kind=FindingKind(data["kind"]),
        standard=str(data["standard"]),
        title=titles[data["standard"]],
        clause=f"{data['handbook']} {data['clause']}",
        unit=str(data["unit"]),
        grade=Grade(data["grade"]),
        closed_effective=data["id"] in closed or data["number"] in closed,
    )
