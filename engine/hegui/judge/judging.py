"""From a measurement to findings: vet the rules, state the totals as facts, infer, and complete what was concluded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hegui.judge.actions import Planning
from hegui.judge.completing import Breaches, Completing
from hegui.judge.conclusions import conclude
from hegui.judge.totals import in_force, totals
from hegui.judge.vetting import vet
from hegui.words.calendars import WorkingCalendar
from hegui.words.findings import Finding, FindingKind
from hegui.words.measured import Measurement
from hegui.words.profiles import Profile, Rule
from hegui.words.standards import Handbook, Standard


def judge(
    measurement: Measurement,
    standards: Sequence[Standard],
    profile: Profile,
    rules: Sequence[Rule],
    calendar: WorkingCalendar,
    as_of: datetime,
    handbooks: Sequence[Handbook] = (),
) -> tuple[Finding, ...]:
    """Judge what was measured.

    Args:
        measurement: Counts and evidence of the standards.
        standards: The standards in force, in their order.
        profile: Thresholds, owners and days until actions are due.
        rules: Judging rules; the order of rules of one stratum is the order of their reasons.
        calendar: Working days that due dates are counted in.
        as_of: Instant of the audit, from which due dates are counted.
        handbooks: Those in force; a handbook that is not among them, or has no adoption, counts as not adopted.

    Returns:
        Findings, gravest first, then by order of standards, then by unit.

    Raises:
        PolicyError: rules name what there is not, or the profile does not say when actions are due.
    """
    vet(rules, profile)
    adopted = {handbook.slug: handbook for handbook in handbooks}
    # What neither breaches nor is inconclusive cannot become a finding and need not be told.
    telling = [total for total in totals(measurement, standards) if total.nonconforming or total.over_unknown]
    facts = [total.fact(adopted=in_force(adopted, total, as_of.date())) for total in telling]
    completing = Completing(
        standards=standards,
        totals={(total.standard.id, total.unit): total for total in telling},
        breaches={kind: Breaches.of(kind, measurement) for kind in FindingKind},
        planning=Planning(profile, calendar, as_of.date()),
    )
    return completing.findings(tuple(conclude(rules, facts, profile.parameters)))
