"""What findings have in common, and what units do well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hegui.judge.actions import Planning
from hegui.judge.conclusions import Conclusions, Systemic
from hegui.judge.grading import GRAVITY
from hegui.judge.ordering import Order
from hegui.judge.vetting import BY_EXTENT, EXTENT
from hegui.words.findings import CommonProblem, Finding, Strength


def common_problems(conclusions: Conclusions, findings: Sequence[Finding], order: Order, planning: Planning) -> tuple[CommonProblem, ...]:
    """Systemic conclusions: over units before over standards, widest first, then by what they are about.

    Args:
        conclusions: what was inferred.
        findings: those that stand, in the order of the report.
        order: the order of the report.
        planning: who acts, until when.
    """

    def key(problem: CommonProblem) -> tuple[int, int, int, str]:
        width = len(problem.units) if problem.kind == "units" else len(problem.standards)
        return list(BY_EXTENT).index(problem.kind), -width, order.place(problem.standards[0]), problem.about

    places = {finding.id: place for place, finding in enumerate(findings)}
    return tuple(sorted((_problem(each, findings, places, order, planning) for each in conclusions.systemic()), key=key))


def strengths(conclusions: Conclusions, order: Order) -> tuple[Strength, ...]:
    """Good practice, by order of standards, then by unit."""
    return tuple(sorted(set(_strengths(conclusions)), key=lambda strength: (order.place(strength.standard), strength.unit)))


def _problem(systemic: Systemic, findings: Sequence[Finding], places: Mapping[str, int], order: Order, planning: Planning) -> CommonProblem:
    mine = [findings[place] for place in sorted(places[member] for member in systemic.members)]
    extent = str(systemic.fact[EXTENT])
    return CommonProblem(
        kind=extent,
        about=str(systemic.fact[BY_EXTENT[extent]]),
        standards=tuple(sorted({finding.standard for finding in mine}, key=order.place)),
        units=tuple(sorted({finding.unit for finding in mine})),
        findings=tuple(finding.id for finding in mine),
        because=systemic.because,
        actions=planning.of_systemic(systemic, min((finding.grade for finding in mine), key=lambda grade: GRAVITY[grade.value])),
    )


def _strengths(conclusions: Conclusions) -> Iterator[Strength]:
    for fact in conclusions.strengths():
        yield Strength(str(fact["standard"]), str(fact["unit"]), int(fact["judged"]), int(fact["breached_elsewhere"]))
