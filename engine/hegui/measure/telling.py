"""What is told of measured standards: counts, evidence rows, and the exemptions that were used."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from hegui.measure.evidence import evidence
from hegui.measure.instance_evidence import evidence_of_instances
from hegui.measure.instancing import Listed
from hegui.measure.said import said
from hegui.measure.tallies import tallies, tallies_of_instances
from hegui.measure.usage import objections_to_cases, objections_to_instances, waivers_of_cases, waivers_of_instances
from hegui.words.verdicts import REASONS, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hegui.measure.judged import Judged
    from hegui.words.measured import EvidenceRow, Setting, Tally
    from hegui.words.profiles import Objection, Waiver


@dataclass
class Told:
    """What measuring adds up to."""

    tallies: list[Tally] = field(default_factory=list)
    rows: dict[Verdict, list[EvidenceRow]] = field(default_factory=dict)
    waivers: list[Waiver] = field(default_factory=list)
    """Those that cover a breach."""
    objections: list[Objection] = field(default_factory=list)
    """Those that take a breach out of the count."""
    errors: dict[str, str] = field(default_factory=dict)
    """Standard that crashed to the message."""

    def __iadd__(self, other: Told) -> Self:
        self.tallies += other.tallies
        for verdict, rows in other.rows.items():
            self.rows.setdefault(verdict, []).extend(rows)
        self.waivers += other.waivers
        self.objections += other.objections
        self.errors |= other.errors
        return self

    def without(self, broken: Mapping[str, str]) -> Told:
        """All but what is told of standards that crashed."""
        rows = {verdict: [row for row in rows if row.standard not in broken] for verdict, rows in self.rows.items()}
        tallied = [tally for tally in self.tallies if tally.standard not in broken]
        return Told(tallied, rows, self.waivers, self.objections, {**self.errors, **broken})


def tell(measured: Judged | Listed, setting: Setting) -> Told:
    """What is told of the standards of a log; where one crashes, each is told of alone, and those that crash are set apart."""
    try:
        return _tell(measured, setting)
    except Exception:  # noqa: BLE001 - one of the standards fails on the data, whatever the way: find it, keep the others
        whole = Told()
        for standard in measured.standards:
            try:
                whole += _tell(measured.only(standard), setting)
            except Exception as error:  # noqa: BLE001 - as above
                whole.errors[standard.id] = said(error)
        return whole


def _tell(measured: Judged | Listed, setting: Setting) -> Told:
    if isinstance(measured, Listed):
        return Told(
            tallies_of_instances(measured, setting),
            evidence_of_instances(measured, setting),
            list(waivers_of_instances(measured, setting)),
            list(objections_to_instances(measured, setting)),
        )
    counted = tallies(measured, setting)
    return Told(
        counted,
        evidence(measured, by_verdict(counted), setting),
        list(waivers_of_cases(measured, setting)),
        list(objections_to_cases(measured, setting)),
    )


def by_verdict(counted: Sequence[Tally]) -> Counter[tuple[str, Verdict]]:
    """How many instances of a standard have a verdict."""
    numbers: Counter[tuple[str, Verdict]] = Counter()
    for tally in counted:
        for code, number in tally.counts.reasons.items():
            numbers[tally.standard, REASONS[code].verdict] += number
    return numbers
