"""One log at work: from its typed files to the bound table with account, faults and span."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hegui.log import rows as work
from hegui.log.asking import answers
from hegui.log.cells import mapped
from hegui.log.clocks import changes
from hegui.log.declaration import Declaration
from hegui.log.desk import Desk
from hegui.log.faults import SAMPLES, Samples, merged, pseudonym
from hegui.log.headers import ACTIVITY, ACTOR, TIME
from hegui.log.identify import Identified
from hegui.log.raw import Mishap
from hegui.log.sql import moment, name, select, text, texts
from hegui.log.typed import ASIDE, TypedFile, typed_file
from hegui.log.units import resolve
from hegui.words import bound
from hegui.words.bound import Account, BoundColumn, BoundLog, DataFault
from hegui.words.errors import Fault, LogError
from hegui.words.jobs import Unit
from hegui.words.vocabulary import UNKNOWN_UNIT, WHOLE_ORGANISATION, CellState, FieldType, Log, Shape

_PLACE = f"{bound.SOURCE}, {bound.ROW}"
_ROUNDED = r"'^-?[0-9](\.[0-9]+)?[eE][+]?[0-9]+$'"


_ASIDE = ("blank_row", "footer", "no_key", "no_time", "duplicate_row", "conflicting_row", "after_as_of")
"""Reasons to set a row aside that are faults."""


@dataclass(frozen=True)
class _Flaw:
    """What may be wrong with rows of a log."""

    code: str
    """Of the fault."""
    field: str
    where: str
    """SQL of the rows that have it."""
    shown: str
    """SQL of the text that is shown of them."""


@dataclass
class Bench:
    """A log whose rows are typed; what is left to do waits for the instant of the audit."""

    rows: work.Rows
    unit_fields: tuple[str, ...]
    """Fields that say who answers, the first that is filled counts."""
    units: tuple[Unit, ...]
    samples: Samples
    span: work.Span
    declaration: Declaration

    @classmethod
    def of(
        cls, desk: Desk, files: Sequence[Identified], units: Sequence[Unit], unit_fields: tuple[str, ...] | None, mask_key: str | None
    ) -> Bench:
        """Type the files of one log and set aside what repeats.

        Raises:
            LogError: times of any file are ambiguous.
        """
        log = files[0].log
        wanted = _unit_fields(log, files, unit_fields)
        typed, faults = [], list[Fault]()
        for one in files:
            try:
                typed.append(typed_file(desk, one))
            except LogError as error:
                faults += error.faults
        if faults:
            raise LogError(faults)
        rows = _typed(desk, log, typed)
        work.set_aside_repeats(rows)
        for file in typed:
            if file.found.raw.stored and rows.stored:
                desk.drop(file.found.raw.relation)
        samples = Samples(log, mask_key, [file.found.raw.source.name for file in typed])
        return cls(rows, wanted, tuple(units), samples, work.span(rows), Declaration.of(one.source for one in files))

    @property
    def empty(self) -> tuple[str, ...]:
        """Names of the files that hold no row."""
        sources = [file.found.raw.source for file in self.rows.files]
        return tuple(source.name for source in sources if not source.rows)

    def bound(self, as_of: datetime) -> BoundLog:
        """The bound log, once the instant of the audit is known."""
        rows, log = self.rows, self.rows.log
        work.set_aside_unfit(rows, as_of)
        reasons = rows.reasons()
        files = [file.found for file in rows.files]
        aside, void = work.counted(reasons, [file.raw.set_aside for file in files])
        read = sum(file.raw.source.rows for file in files)
        account = Account(read, read - sum(aside.values()) - sum(void.values()), aside, void)
        declared = self.declaration
        unit, without = self._unit()
        return BoundLog(
            log=log,
            shape=rows.shape,
            table=rows.desk.relation(log.name, _final(rows, unit)),
            columns=_columns(rows),
            unbound=tuple(dict.fromkeys(header for file in files for header in file.binding.unbound)),
            flawed=frozenset(rows.flawed),
            sources=tuple(file.raw.source for file in files),
            account=account,
            faults=merged([*self._faults(account, reasons), *self._sampled([*self._flaws(), *without])]),
            covers=declared.covers or _covers(self.span, as_of),
            covers_declared=declared.covers is not None,
            unit_field=" / ".join(self.unit_fields),
            extent=declared.extent,
            control_total=declared.control_total,
            origin=declared.origin,
            latest=self.span.latest,
        )

    def _faults(self, account: Account, reasons: Mapping[str, int]) -> Iterator[DataFault]:
        """What was seen while reading, rows that were set aside, and what the log as a whole lacks."""
        rows, log = self.rows, self.rows.log
        for number, file in enumerate(rows.files):
            for mishap in (*file.found.raw.mishaps, *file.mishaps, *_header_mishaps(file)):
                yield self.samples.fault(number, mishap)
        for reason in _ASIDE:
            if reason in reasons:
                flaw = _Flaw(reason, log.key, f"{ASIDE} = '{reason}'", bound.KEY)
                yield self._fault(flaw, rows.judged, reasons[reason])
        total = self.declaration.control_total
        if total is not None and total != account.read:
            yield self.samples.fault(None, Mishap("control_total", "", abs(total - account.read), ((0, f"{total} / {account.read}"),)))
        if log.anchor not in _bound_names(rows):
            yield self.samples.fault(None, Mishap("unbound_anchor", log.anchor, account.used))
        if log.unit is not None and not self.unit_fields:
            yield self.samples.fault(None, Mishap("unit_missing", log.unit, account.used))

    def _flaws(self) -> Iterator[_Flaw]:
        """What may be wrong with rows that are used: cells that could not be read, field by field, and what a row should have."""
        rows, log = self.rows, self.rows.log
        for field in rows.flawed:
            state, raw = name(field + bound.STATE), name(field + bound.RAW)
            codes = {file.fields[field].code for file in rows.files if field in file.fields}
            code = next(iter(sorted(codes - {"unreadable"})), "unreadable_time")
            yield _Flaw(code, field, f"{state} = '{CellState.UNREADABLE}'", raw)
            yield _Flaw("unknown_code", field, f"{state} = '{CellState.UNKNOWN_CODE}'", raw)
            yield _Flaw("time_not_credible", field, f"{state} = 'not_credible'", raw)
        yield from self._clock_flaws()
        for field in rows.fields:
            if log.fields[field].type is FieldType.DURATION:
                yield _Flaw("negative_duration", field, f"{name(field)} < 0", f"CAST({name(field)} AS VARCHAR)")
        if rows.shape is Shape.LONG:
            yield _Flaw("unreadable_time", "", f"{bound.TIME} IS NULL", bound.KEY)
        if rows.shape is Shape.WIDE:
            yield _Flaw("no_key", log.key, f"{bound.KEY} IS NULL", "''")
        if log.key in rows.fields:
            yield _Flaw("rounded_key", log.key, f"regexp_full_match({bound.KEY}, {_ROUNDED})", bound.KEY)

    def _clock_flaws(self) -> Iterator[_Flaw]:
        """Times that the audit's zone skips or repeats."""
        span, rows = self.span, self.rows
        if span.first is None or span.latest is None:
            return
        found = list(changes(rows.desk.zone, datetime.combine(span.first, time.min), span.latest))
        times = [field for field in rows.fields if rows.log.fields[field].type is FieldType.DATETIME]
        columns = {field: rows.column(field) for field in times} | ({"": bound.TIME} if rows.shape is Shape.LONG else {})
        for repeated, code in ((False, "clock_gap"), (True, "clock_repeat")):
            for field, column in columns.items():
                stretches = [f"{column} >= {moment(c.since)} AND {column} < {moment(c.until)}" for c in found if c.repeated is repeated]
                if stretches:
                    yield _Flaw(code, field, " OR ".join(stretches), f"CAST({column} AS VARCHAR)")

    def _unit(self) -> tuple[str, list[_Flaw]]:
        """Who answers for a row, and what may be wrong with it."""
        rows = self.rows
        if not self.unit_fields:
            return text(WHOLE_ORGANISATION if rows.log.unit is None else UNKNOWN_UNIT), []
        columns = [f"CAST({rows.column(field)} AS VARCHAR)" for field in self.unit_fields]
        first = f"coalesce({', '.join(columns)})"
        without = f"{first} IS NULL"
        if rows.shape is not Shape.WIDE:
            without += f" AND {bound.KEY} NOT IN ({select([bound.KEY], rows.kept, f'WHERE {first} IS NOT NULL')})"
        flaws = [_Flaw("unit_missing", self.unit_fields[0], without, bound.KEY)]
        if not self.units:
            shown = [self._masked(field, column) for field, column in zip(self.unit_fields, columns, strict=True)]
            return f"coalesce({', '.join(shown)}, {text(UNKNOWN_UNIT)})", flaws
        seen = rows.desk.texts(select([f"DISTINCT {first}"], rows.kept, f"WHERE {first} IS NOT NULL"))
        codes, unknown = resolve(seen, self.units)
        if unknown:
            flaws.append(_Flaw("unknown_unit", self.unit_fields[0], f"{first} IN ({texts(unknown)})", first))
        persons = self.samples.key is not None and any(rows.log.fields[field].personal for field in self.unit_fields)
        called = {call: pseudonym(self.samples.key or "", call) if persons else call for call in unknown}
        resolved = mapped(rows.desk, first, dict(codes) | called, "VARCHAR") if seen else "NULL"
        return f"coalesce({resolved}, {text(UNKNOWN_UNIT)})", flaws

    def _masked(self, field: str, column: str) -> str:
        """The texts of a field that names units; pseudonyms where it names persons."""
        if self.samples.key is None or not self.rows.log.fields[field].personal:
            return column
        return f"'P-' || substr(sha256({text(self.samples.key)} || {column}), 1, 10)"

    def _sampled(self, flaws: Sequence[_Flaw]) -> Iterator[DataFault]:
        """A fault for each flaw that any row has: all are counted at once."""
        kept = self.rows.kept
        counts = answers(self.rows.desk, [select(["count(*)"], kept, f"WHERE {flaw.where}") for flaw in flaws])
        for flaw, ((count,),) in zip(flaws, counts, strict=True):
            if count:
                yield self._fault(flaw, kept, count)

    def _fault(self, flaw: _Flaw, source: str, count: int) -> DataFault:
        """A flaw with the first of the rows that have it."""
        clauses = f"WHERE {flaw.where} ORDER BY {bound.SOURCE}, {bound.ROW} LIMIT {SAMPLES}"
        found = self.rows.desk.rows(select([bound.SOURCE, bound.ROW, f"coalesce({flaw.shown}, '')"], source, clauses))
        names = [file.found.raw.source.name for file in self.rows.files]
        return self.samples.of_rows(flaw.code, flaw.field, count, [(names[number], row, cell) for number, row, cell in found])


def _unit_fields(log: Log, files: Sequence[Identified], wanted: tuple[str, ...] | None) -> tuple[str, ...]:
    """The fields that say who answers, of those that the log has."""
    fields = tuple(dict.fromkeys((*(wanted or ()), *((log.unit,) if log.unit else ()))))
    return tuple(field for field in fields if any(field in one.binding.positions for one in files))


def _typed(desk: Desk, log: Log, files: Sequence[TypedFile]) -> work.Rows:
    """All files as one table; a view where all of them are columnar and cheap to read again."""
    fields = [field for field in log.fields if any(field in file.fields for file in files)]
    flawed = [field for field in fields if any(not file.fields[field].sure for file in files if field in file.fields)]
    query = " UNION ALL ".join(file.query(number, log, flawed, fields) for number, file in enumerate(files))
    stored = any(file.found.raw.stored or not file.cheap for file in files)
    relation = desk.table("typed", query) if stored else desk.view("typed", query)
    return work.Rows(desk, log, files[0].found.shape, files, fields, flawed, relation, stored)


def _final(rows: work.Rows, unit: str) -> str:
    """The bound table: only rows that are used, only columns of the contract."""
    key = f"coalesce({bound.KEY}, '#' || {bound.SOURCE} || ':' || {bound.ROW})" if rows.shape is Shape.WIDE else bound.KEY
    columns = {bound.SOURCE: bound.SOURCE, bound.ROW: bound.ROW, bound.KEY: key, bound.UNIT: unit}
    if rows.shape is Shape.WIDE:
        columns[bound.CONFLICT] = f"row({_PLACE}) IN ({select([f'row({_PLACE})'], rows.conflicts)})" if rows.conflicts else "false"
    else:
        columns |= {column: column for column in (bound.ACTIVITY, bound.TIME, bound.ACTOR)}
    columns |= {field: rows.column(field) for field in rows.fields}
    for field in rows.flawed:
        state = name(field + bound.STATE)
        columns[field + bound.STATE] = f"CASE {state} WHEN 'not_credible' THEN 'unreadable' ELSE {state} END"
        columns[field + bound.RAW] = name(field + bound.RAW)
    return select(columns, rows.kept)


def _columns(rows: work.Rows) -> tuple[BoundColumn, ...]:
    """What was bound to what, each field once; milestones and actors that come from events too."""
    found = {
        column.field: column for file in reversed(rows.files) for column in file.found.binding.columns if column.field in rows.log.fields
    }
    events = {ACTIVITY: "", TIME: "", ACTOR: ""} if rows.shape is Shape.LONG else {}
    for file in reversed(rows.files):
        events |= {column.field: column.header for column in file.found.binding.columns if column.field in events}
    by_event = rows.shape is Shape.LONG or (
        rows.shape is Shape.SNAPSHOT and rows.log.snapshot is not None and rows.log.snapshot.state in found
    )
    milestones = [BoundColumn(field, events.get(ACTIVITY, ""), "event") for field in rows.log.events if by_event and field not in found]
    actors = [BoundColumn(field, events[ACTOR], "event") for field in rows.log.actors if events.get(ACTOR) and field not in found]
    return (*(found[field] for field in rows.log.fields if field in found), *milestones, *actors)


def _bound_names(rows: work.Rows) -> set[str]:
    return {column.field for column in _columns(rows)}


def _header_mishaps(file: TypedFile) -> Iterator[Mishap]:
    binding = file.found.binding
    for header, times in binding.repeated:
        yield Mishap("repeated_header", header, times - 1)
    for field, header in binding.rivals:
        yield Mishap("rival_header", field, 1, ((0, header),))


def _covers(span: work.Span, as_of: datetime) -> tuple[date, date] | None:
    """The span that the rows of the log cover, half open."""
    if span.first is None or span.last is None:
        return None
    return span.first, max(span.first, min(span.last, as_of.date())) + timedelta(days=1)
