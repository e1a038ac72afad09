"""One edition of a report: the record in the language asked for, with what every section looks up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from reportlab.platypus.flowables import Flowable

from hegui.report.clauses import ClauseCoverage, coverage
from hegui.report.pdf.gravity import gravest
from hegui.report.pdf.look import BODY, BODY_SECOND, CELL, CELL_GREY, VALUE, VALUE_SECOND, Style
from hegui.report.pdf.period_names import period_name
from hegui.report.pdf.text import Words
from hegui.report.pdf.wording import UNNAMED_UNIT, WHOLE, YES_NO
from hegui.words.bound import BoundLog
from hegui.words.findings import Finding
from hegui.words.groups import Coverage
from hegui.words.jobs import Unit
from hegui.words.kinds import Scope
from hegui.words.measured import FIGURES, Counts, EvidenceRow, summed
from hegui.words.record import Record
from hegui.words.slots import Cadence
from hegui.words.standards import Handbook, Standard
from hegui.words.text import Language, Text
from hegui.words.vocabulary import UNKNOWN_UNIT, WHOLE_ORGANISATION, Field, FieldType, Log

SHEETS = 200
"""The gravest findings have a sheet; those beyond this number stand in the register only."""
_SECOND = {CELL: CELL_GREY, VALUE: VALUE_SECOND, BODY: BODY_SECOND}
"""Style of the English below the Chinese."""


class Edition:
    """A record in a language."""

    def __init__(self, record: Record, language: Language) -> None:
        self.record, self.language = record, language
        self.standards: dict[str, Standard] = {standard.id: standard for standard in record.standards}
        self.handbooks: dict[str, Handbook] = {handbook.slug: handbook for handbook in record.handbooks}
        self.logs: dict[str, BoundLog] = {log.log.name: log for log in record.logs}
        self._units: dict[str, Unit] = {unit.code: unit for unit in record.job.units}
        self._places = {finding.id: place for place, finding in enumerate(record.findings)}
        self._by_number = {finding.number: finding for finding in record.findings}
        self.findings: dict[str, Finding] = {finding.id: finding for finding in record.findings}

    # Language

    def said(self, text: Text, joint: str = " ") -> str:
        """The text in the language, or in both on one line."""
        return text.said(self.language, joint)

    def stacked(self, text: Text) -> str:
        """The text in the language, or the Chinese with the English on the next line."""
        return self.said(text, "\n")

    def words(self, text: Text, style: Style = CELL, *, link: str = "", key: str = "") -> tuple[Words, ...]:
        """The text as flowables: in a report of both languages the English stands below, lighter."""
        if self.language is not Language.BOTH or text.zh == text.en:
            return (Words(self.said(text), style, link=link, key=key),)
        return (Words(text.zh, style, link=link, key=key), Words(text.en, _SECOND.get(style, style)))

    def paragraphs(self, *texts: Text) -> list[Flowable]:
        """Paragraphs of body text; in both languages the Chinese of all, then the English of all."""
        zh, en = [Words(text.zh, BODY) for text in texts], [Words(text.en, BODY) for text in texts]
        if self.language is Language.ZH:
            return zh
        return en if self.language is Language.EN else [*zh, *(Words(text.en, BODY_SECOND) for text in texts)]

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other, with the comma of the language."""
        return ("、" if self.language is Language.ZH else ", ").join(names)

    # Names

    def unit(self, code: str) -> str:
        """Name of a unit as printed."""
        if code == WHOLE_ORGANISATION:
            return self.record.job.organisation or self.said(WHOLE)
        if code == UNKNOWN_UNIT and code not in self._units:
            return self.said(UNNAMED_UNIT)
        return self.unit_details(code).name or code

    def unit_details(self, code: str) -> Unit:
        """The unit as declared; one that was not is its own name."""
        return self._units.get(code, Unit(code, code))

    def clause(self, standard: Standard) -> str:
        """Number of a clause with the handbook's, such as ``002 5.3``."""
        return f"{self.handbooks[standard.handbook].catalogue} {standard.clause}"

    def field(self, log: str, name: str) -> Text:
        """Title of a field of the log, of ``other.field`` in another log, or of a figure; what is none of them stands for itself."""
        field = self._field(log, name)
        return field.title if field else FIGURES.get(name, Text(name, name))

    def value(self, log: str, name: str, value: str) -> str:
        """A value of the field as printed: codes and yes or no in words, anything else as it stands."""
        field = self._field(log, name)
        if field is None:
            return value
        if field.type is FieldType.BOOLEAN:
            return self.said(YES_NO[value], " / ") if value in YES_NO else value
        codes = value.split(", ") if field.type is FieldType.LIST else [value]
        return self.listed(self.said(_coded(field, code), " / ") for code in codes)

    def _field(self, log: str, name: str) -> Field | None:
        first, _, second = name.partition(".")
        for log_, field_ in ((log, first), (first, second.partition(".")[0])):
            known = self.logs.get(log_)
            if known is not None and field_ in known.log.fields:
                return known.log.fields[field_]
        return None

    def period(self, label: str, joint: str = " / ") -> str:
        """A period as it is called in the language."""
        return self.said(period_name(label), joint)

    def log(self, name: str) -> Text:
        """Title of a log, also of one that was not given."""
        known = self.logs.get(name)
        return known.log.title if known else self.record.log_titles.get(name, Text(name, name))

    def about(self, row: EvidenceRow) -> str:
        """What a row is about: the key of a case; of slots and groups the entity, a unit by its name and a code in words."""
        standard = self.standards[row.standard]
        if row.source or standard.scope is Scope.CASE:
            return row.key
        if row.key in self._units or row.key == WHOLE_ORGANISATION:
            return self.unit(row.key)
        entity = standard.check.entity if isinstance(standard.check, (Cadence, Coverage)) else None
        return row.key if entity is None else self.value(standard.log, entity.name, row.key)

    @cached_property
    def vocabulary(self) -> dict[str, Log]:
        """The logs that were given, by name: what sentences call them and their fields."""
        return {name: bound.log for name, bound in self.logs.items()}

    # Links

    @cached_property
    def sheeted(self) -> frozenset[str]:
        """Findings that have a sheet."""
        return frozenset(finding.id for finding in gravest(self.record.findings)[:SHEETS])

    def sheet(self, finding: Finding) -> str:
        """Where the finding is told in full: its sheet, or its row of the register where it has none."""
        place = self._places[finding.id]
        return f"sheet-{place}" if finding.id in self.sheeted else f"register-{place}"

    def register(self, finding: Finding) -> str:
        """Its row of the register."""
        return f"register-{self._places[finding.id]}"

    def plan(self, finding: Finding) -> str:
        """Its first row of the plan; empty where nothing is planned."""
        return f"plan-{self._places[finding.id]}" if finding.actions else ""

    def evidence(self, finding: Finding) -> str:
        """Where its evidence begins; its row of the register where it has no sheet."""
        place = self._places[finding.id]
        return f"evidence-{place}" if finding.id in self.sheeted and finding.evidence else self.sheet(finding)

    def numbered(self, number: str) -> str:
        """Where the finding of that number is told in full; empty where there is none."""
        finding = self._by_number.get(number)
        return self.sheet(finding) if finding else ""

    # Figures

    @cached_property
    def coverage(self) -> tuple[ClauseCoverage, ...]:
        """Every clause with its status."""
        return coverage(self.record)

    @cached_property
    def by_pair(self) -> Mapping[tuple[str, str], Counts]:
        """Counts of each standard and unit over all periods."""
        return summed(((tally.standard, tally.unit), tally.counts) for tally in self.record.tallies)


def _coded(field: Field, code: str) -> Text:
    """A code in words: in Chinese the one that exports use first; what is no code of the field stands for itself."""
    words = field.values.get(code)
    return Text(words[0] if words else code, code.replace("_", " ")) if words is not None else Text(code, code)
