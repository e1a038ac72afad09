"""Write ``tests/policies/catalogue.json``: what the catalogue of the handbooks asks, as facts and figures, without its sentences.

Run where the catalogue lies beside the project: ``python tools/catalogue.py ../shared/handbooks``.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

TARGET = Path(__file__).resolve().parents[1] / "tests" / "policies" / "catalogue.json"
ADDITION = re.compile(r"^\| (?P<id>\d{3}-A\d+) \| (?P<clause>[^|]+?) \|", re.MULTILINE)


def facts(handbooks: Path) -> dict[str, dict[str, Any]]:
    """Catalogue number to clause, log, force, figures and the fields it needs; additions have a clause only."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((handbooks / "catalogue").glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["standards"]:
            found[entry["id"]] = {
                "clause": str(entry["clause"]),
                "log": entry["process"],
                "force": entry["force"],
                "figures": [figure["value"] for figure in entry["figures"]],
                "fields": entry["needs_fields"],
            }
    additions = (handbooks / "additions.md").read_text(encoding="utf-8")
    found |= {match["id"]: {"clause": match["clause"]} for match in ADDITION.finditer(additions)}
    return dict(sorted(found.items()))


def clauses(handbooks: Path) -> dict[str, list[str]]:
    """Handbook number to the numbers of its clauses."""
    return {
        path.stem: [str(clause["number"]) for clause in yaml.safe_load(path.read_text(encoding="utf-8"))["clauses"]]
        for path in sorted((handbooks / "catalogue").glob("*.yaml"))
    }


def text(handbooks: Path) -> str:
    """The whole file."""
    lines = ",\n".join(f"  {json.dumps(id_)}: {json.dumps(entry, ensure_ascii=False)}" for id_, entry in facts(handbooks).items())
    return f'{{"clauses": {json.dumps(clauses(handbooks), ensure_ascii=False)},\n "standards": {{\n{lines}\n}}}}\n'


if __name__ == "__main__":
    TARGET.write_text(text(Path(sys.argv[1])), encoding="utf-8", newline="\n")
