"""Made-up totals judged by the rules and the profile that ship; tests are no package, so the builder comes as a fixture."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from hegui.judge import judge
from hegui.policy import Policies, load_policies
from hegui.words.checks import Condition
from hegui.words.expressions import Ref
from hegui.words.findings import Decision, Determination, Finding, Grade, Judgement, PastAudit, PastFinding
from hegui.words.groups import Ratio
from hegui.words.jobs import Unit
from hegui.words.kinds import Check
from hegui.words.measured import Counts, EvidenceRow, Measurement, StandardStatus, Status, Tally
from hegui.words.periods import Period
from hegui.words.slots import Cadence
from hegui.words.standards import Force, Remedy, Standard
from hegui.words.text import Text

AS_OF = datetime(2026, 7, 1)
"""A Wednesday."""
JANUARY = 2026 * 12
"""Number of the month."""


def checked(scope: str, per: str) -> Check:
    period = Period.parse(per)
    if scope == "slot":
        return Cadence(period)
    return Ratio(Ref("ok"), at_least=Decimal(80), per=period) if scope == "group" else Condition(Ref("ok"))


class Audit:
    """Builds standards, tallies and what else judging takes, and judges."""

    def __init__(self, policies: Policies) -> None:
        self.policies = policies

    def standard(self, slug: str = "1.a", *, scope: str = "case", per: str = "month", **changes: object) -> Standard:
        """A binding standard; clause and limit go by the slug ``<clause>.<name>``."""
        fields: dict[str, object] = {
            "id": f"guide.{slug}",
            "handbook": "guide",
            "clause": slug.partition(".")[0],
            "title": Text("标题", "title"),
            "force": Force.MANDATORY,
            "log": "complaint",
            "check": checked(scope, per),
            "remedy": Remedy(Text("改。", "Mend it."), Text("防。", "Prevent it."), Text("验。", "Verify it.")),
            "responsible": "customer_service",
            "cause": "process_execution",
        }
        return Standard(**(fields | changes))  # type: ignore[arg-type]

    def standards(self, number: int, **changes: object) -> tuple[Standard, ...]:
        """Standards on clauses of their own."""
        return tuple(self.standard(f"{n}.s", **changes) for n in range(1, number + 1))  # type: ignore[arg-type]

    def tally(self, standard: Standard, unit: str = "U1", month: int = 0, worst: int | None = None, **reasons: int) -> Tally:
        """Counts in a month, from January 2026."""
        label = f"{2026 + month // 12:04}-{month % 12 + 1:02}"
        return Tally(standard.id, unit, label, Counts(reasons), JANUARY + month, worst_seconds=worst)

    def breaches(self, standards: Sequence[Standard], units: Sequence[str] = ("U1",)) -> list[Tally]:
        """One breach among a hundred cases for each standard and unit: a minor nonconformity each."""
        return [self.tally(standard, unit, conforming=99, late=1) for standard in standards for unit in units]

    def judge(self, standards: Sequence[Standard], tallies: Sequence[Tally], **given: Any) -> Judgement:
        """Judge by the shipped rules; ``parameters`` change the profile, ``statuses`` say what was not judged."""
        profile = self.policies.profile("default")
        profile = replace(profile, parameters={**profile.parameters, **given.pop("parameters", {})})
        statuses: Mapping[str, Status] = given.pop("statuses", {})
        measured = Measurement(
            tuple(StandardStatus(one.id, statuses.get(one.id, Status.JUDGED)) for one in standards),
            tuple(tallies),
            tuple(given.pop("evidence", ())),
            (),
        )
        calendar = self.policies.calendar(profile.calendar, date(2026, 1, 1), date(2026, 12, 31))
        return judge(measured, tuple(standards), profile, self.policies.rules, calendar, AS_OF, **given)

    def slot(self, standard: Standard, entity: str, period: str) -> EvidenceRow:
        """A missed slot."""
        return EvidenceRow(standard.id, "U1", period, entity, "", 0, "nonconforming", "missing_slot")

    def past(self, finding: Finding, number: str = "2025-1", *, closed: bool = False) -> PastFinding:
        """A finding as the last audit had it."""
        return PastFinding(
            finding.id, number, finding.kind, finding.standard, Text("题", "t"), "002 1", finding.unit, finding.grade, closed
        )

    def last(self, *findings: PastFinding) -> PastAudit:
        """The last audit."""
        return PastAudit("last", "Last", "", datetime(2025, 7, 1), findings)

    def decision(self, finding: Finding, decision: str, grade: Grade | None = None) -> Determination:
        """An auditor's decision."""
        return Determination(finding.id, Decision(decision), "auditor", date(2026, 7, 2), "reason", grade)


@pytest.fixture(scope="session")
def small() -> ModuleType:
    """A small profile and its rules, from the module beside this one."""
    spec = importlib.util.spec_from_file_location("judging_small", Path(__file__).with_name("small.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def audit() -> Audit:
    return Audit(load_policies())


@pytest.fixture
def tree() -> tuple[Unit, ...]:
    """Three levels, the top of which is not called headquarters."""
    return (
        Unit("P", "省公司", level="province"),
        Unit("C", "市分公司", level="city", parent="P", head="周明"),
        Unit("U1", "一区", level="county", parent="C", head="李强"),
        Unit("U2", "二区", level="county", parent="C"),
    )
