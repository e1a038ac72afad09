"""From a measurement to a judgement: state totals as facts, grade, let the auditor's decisions stand, conclude what follows, complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from hegui.judge.actions import Planning
from hegui.judge.collecting import no_collecting
from hegui.judge.common import common_problems, strengths
from hegui.judge.completing import Breaches, Completing, also_breached
from hegui.judge.conclusions import FOLLOWING, Conclusions
from hegui.judge.deciding import Decided, decided, revise, unmatched
from hegui.judge.following import Following
from hegui.judge.numbering import numbered
from hegui.judge.ordering import Order
from hegui.judge.posts import Posts
from hegui.judge.proposing import Proposed, Proposing, propose
from hegui.judge.stating import Stating
from hegui.judge.totals import totals
from hegui.judge.vetting import vet
from hegui.words.calendars import WorkingCalendar
from hegui.words.findings import Because, Decision, Determination, FindingKind, Judgement, PastAudit
from hegui.words.jobs import Unit
from hegui.words.measured import Measurement
from hegui.words.periods import Period
from hegui.words.profiles import Profile, Rule
from hegui.words.standards import Handbook, Standard

NO_NUMBERS: Mapping[str, str] = MappingProxyType({})


@no_collecting()
def judge(  # noqa: PLR0913 - everything that judging rests on; it reads no files
    measurement: Measurement,
    standards: Sequence[Standard],
    profile: Profile,
    rules: Sequence[Rule],
    calendar: WorkingCalendar,
    as_of: datetime,
    handbooks: Sequence[Handbook] = (),
    *,
    units: Sequence[Unit] = (),
    last_audit: PastAudit | None = None,
    determinations: Sequence[Determination] = (),
    numbers: Mapping[str, str] = NO_NUMBERS,
    client: str = "",
) -> Judgement:
    """Judge what was measured.

    Args:
        measurement: Counts and evidence of the standards.
        standards: The standards in force, in their order.
        profile: Thresholds, owners and days until actions are due.
        rules: Judging rules; the order of rules of one stratum is the order of their reasons.
        calendar: Working days that due dates are counted in.
        as_of: Instant of the audit, from which due dates are counted.
        handbooks: Those in force; a handbook that is not among them, or has no adoption, counts as not adopted.
        units: Who answers for rows, and who is above whom.
        last_audit: What was found last time.
        determinations: What auditors decided on draft findings; what follows from findings rests on the decisions.
        numbers: Fingerprint of a finding to the number that it was given at issue.
        client: Who asked for the audit: majors are escalated there where nobody is above the unit.

    Returns:
        Findings, gravest first, then by order of standards, then by unit; and what goes with them.

    Raises:
        PolicyError: rules name what there is not, or the profile does not say when actions are due.
    """
    vet(rules, profile)
    found_before = last_audit.findings if last_audit else ()
    past = {finding.id: finding for finding in found_before}
    withdrawn = {each.finding for each in determinations if each.decision is Decision.WITHDRAWN}
    stating = Stating({handbook.slug: handbook for handbook in handbooks}, as_of.date(), Period.parse(profile.period), past, withdrawn)
    all_totals = tuple(totals(measurement, standards))
    by_unit = {(total.standard.id, total.unit): total for total in all_totals}
    order = Order(standards)

    proposed = propose(Proposing(rules, stating.facts(all_totals), profile.parameters, order), determinations)
    all_decided = decided(proposed.findings, determinations)
    revise(proposed.reasoning, all_decided)
    proposed.reasoning.run(FOLLOWING)

    conclusions = Conclusions(proposed.reasoning.inference(), all_decided, rules)
    standing = order.standing(all_decided)
    planning = Planning(profile, Posts(profile, units, client), calendar, as_of.date())
    completing = Completing(
        totals=by_unit,
        breaches={kind: Breaches.of(kind, measurement) for kind in FindingKind},
        conclusions=conclusions,
        chains=_chains(proposed, all_decided, conclusions, rules),
        planning=planning,
        numbers=numbered([proposal.id for proposal in proposed.findings], numbers),
        issued=numbers,
        past=past,
        also=also_breached(standing, standards),
    )
    findings = tuple(map(completing.finding, standing))
    following = Following({finding.id: finding.number for finding in findings}, withdrawn, by_unit)
    return Judgement(
        findings=findings,
        withdrawn=tuple(completing.finding(each) for each in all_decided if each.withdrawn),
        common=common_problems(conclusions, findings, order, planning),
        strengths=strengths(conclusions, order),
        followed_up=tuple(following.followed_up(found_before)),
        unmatched=unmatched(proposed.findings, determinations),
    )


def _chains(
    proposed: Proposed, all_decided: Sequence[Decided], conclusions: Conclusions, rules: Sequence[Rule]
) -> Mapping[str, tuple[Because, ...]]:
    """Finding to the links from its first rule to its grade; of one that was set aside, as they were drafted."""
    drafted = Conclusions(proposed.drafts, all_decided, rules) if proposed.aside else conclusions
    return {
        each.graded.id: tuple(map((drafted if each.graded.id in proposed.aside else conclusions).because, each.graded.firings))
        for each in all_decided
    }
