"""The engine and a second opinion agree on random rules and facts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ORACLE = Path(__file__).with_name("oracle.py")
CHILDREN, SETS = 4, 250
"""Several rule sets a child: the engine gives no memory back, and its crashes take the process down."""


def opinions(child: int) -> dict[str, object]:
    command = [sys.executable, "-W", "error", str(ORACLE), str(child * SETS), str(SETS)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    answer: dict[str, object] = json.loads(run.stdout)
    return answer


def test_a_thousand_random_rule_sets_give_what_the_oracle_says() -> None:
    answers = [opinions(child) for child in range(CHILDREN)]
    assert [answer["different"] for answer in answers] == [[]] * CHILDREN
    total = {name: sum(int(str(answer[name])) for answer in answers) for name in ("sets", "fired", "chained")}
    assert total["sets"] == 1000
    # Sets in which nothing fires prove nothing; three links in a row are what makes it inference.
    assert total["fired"] >= 900
    assert total["chained"] >= 300
