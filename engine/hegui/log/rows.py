"""Every row accounted for: duplicates, conflicts, rows after the audit, void cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hegui.log.cleaning import as_text
from hegui.log.desk import Desk
from hegui.log.expressions import as_sql
from hegui.log.sql import moment, name, select, text
from hegui.log.typed import ASIDE, TypedFile
from hegui.words import bound
from hegui.words.expressions import Ref, refs
from hegui.words.vocabulary import FieldType, Log, Shape

VOID = "void:"
FAR = timedelta(days=366)
"""A time so much later than nearly all anchors is taken for a typing error."""
EVER = datetime(1, 1, 1)
_PLACE = f"{bound.SOURCE}, {bound.ROW}"


@dataclass
class Rows:
    """The rows of one log at work: a table or view, and those that were set aside since."""

    desk: Desk
    log: Log
    shape: Shape
    files: Sequence[TypedFile]
    fields: Sequence[str]
    flawed: Sequence[str]
    relation: str
    """Quoted name of the typed table or view."""
    stored: bool
    aside: str = ""
    """Table of ``_source, _row, _aside`` beside a view; empty while there is none."""
    conflicts: str = ""
    """Table of ``_source, _row`` of rows kept of keys that disagree."""

    @property
    def kept(self) -> str:
        """The rows that are not set aside so far, as a relation."""
        if self.aside:
            same = f"FROM {self.aside} a WHERE a.{bound.SOURCE} = t.{bound.SOURCE} AND a.{bound.ROW} = t.{bound.ROW}"
            return f"({select(['*'], f'{self.relation} t', f'WHERE NOT EXISTS ({same})')})"
        if self.stored:
            return f"({select(['*'], self.relation, f'WHERE {ASIDE} IS NULL')})"
        return self.relation

    @property
    def judged(self) -> str:
        """All rows with the reason for which they are set aside, or null, as a relation."""
        if not self.aside:
            return self.relation
        both = f"{self.relation} t JOIN {self.aside} a USING ({_PLACE})"
        return f"({select([f't.* REPLACE (a.{ASIDE} AS {ASIDE})'], both)})"

    def column(self, field: str) -> str:
        """A field in the typed table, where the key is not stored twice."""
        return bound.KEY if field == self.log.key else name(field)

    def set_aside(self, query: str) -> None:
        """Set rows aside: ``query`` gives ``_source, _row, _aside``."""
        found, some = self.desk.counted("aside", query)
        if some and self.stored:
            same = f"a.{bound.SOURCE} = t.{bound.SOURCE} AND a.{bound.ROW} = t.{bound.ROW}"
            self.desk.engine.con.execute(" ".join(("UPDATE", self.relation, f"t SET {ASIDE} = a.{ASIDE} FROM {found} a WHERE {same}")))
        elif some and self.aside:
            self.desk.engine.con.execute(f"INSERT INTO {self.aside} FROM {found}")
        elif some:
            self.aside = found
            return
        self.desk.drop(found)

    def reasons(self) -> dict[str, int]:
        """Rows set aside, by reason."""
        source = self.aside or self.relation
        if not self.aside and not self.stored:
            return {}
        query = select([ASIDE, "count(*)"], source, f"WHERE {ASIDE} IS NOT NULL GROUP BY 1 ORDER BY 1")
        return dict(self.desk.rows(query))


def set_aside_repeats(rows: Rows) -> None:
    """Exact duplicates count once. Of rows of one key that disagree, a wide log keeps the first, marked; events may well disagree."""
    content = [bound.KEY, *_contents(rows)]
    alike = f"hash({bound.KEY})" if rows.shape is Shape.WIDE else f"hash({', '.join(content)})"
    hashed = select({"h": alike}, rows.kept, f"WHERE {bound.KEY} IS NOT NULL")
    hashes, some = rows.desk.counted("hashes", select(["h"], f"({hashed})", "GROUP BY h HAVING count(*) > 1"))
    if some:
        struct = ", ".join(content)
        told = select(
            {bound.SOURCE: bound.SOURCE, bound.ROW: bound.ROW, bound.KEY: bound.KEY, "c": f"CAST(to_json(row({struct})) AS VARCHAR)"},
            rows.kept,
            f"WHERE {alike} IN (FROM {hashes})",
        )
        _judge_repeats(rows, told)
    rows.desk.drop(hashes)


def _contents(rows: Rows) -> list[str]:
    """What makes two rows the same: the fields, and the texts of cells that could not be read."""
    special = [] if rows.shape is Shape.WIDE else [bound.ACTIVITY, bound.TIME, bound.ACTOR]
    return [
        *special,
        *(rows.column(field) for field in rows.fields if field != rows.log.key),
        *(name(field + bound.RAW) for field in rows.flawed),
    ]


def _judge_repeats(rows: Rows, told: str) -> None:
    desk = rows.desk
    if rows.shape is not Shape.WIDE:
        told = _with_unbound(rows, told)
    order = f"ORDER BY {_PLACE}"
    query = select(
        {
            bound.SOURCE: bound.SOURCE,
            bound.ROW: bound.ROW,
            "again": f"row_number() OVER (PARTITION BY {bound.KEY}, c {order}) > 1",
            "later": f"row_number() OVER (PARTITION BY {bound.KEY} {order}) > 1",
            "differ": f"min(c) OVER (PARTITION BY {bound.KEY}) <> max(c) OVER (PARTITION BY {bound.KEY})",
        },
        f"({told})",
    )
    judged = desk.table("repeats", query)
    reason = "CASE WHEN again THEN 'duplicate_row' ELSE 'conflicting_row' END"
    beyond = "again" if rows.shape is not Shape.WIDE else "again OR later"
    if rows.shape is Shape.WIDE:
        rows.conflicts = desk.table("conflicts", select([_PLACE], judged, "WHERE differ AND NOT later"))
    rows.set_aside(select([_PLACE, f"{reason} AS {ASIDE}"], judged, f"WHERE {beyond}"))
    desk.drop(judged)


def _with_unbound(rows: Rows, told: str) -> str:
    """Events are duplicates only where the columns that were not bound agree too."""
    parts = []
    for number, file in enumerate(rows.files):
        raw = file.found.raw
        taken = {at for ats in file.found.binding.positions.values() for at in ats}
        rest = [as_text(column) for at, column in enumerate(raw.columns) if at not in taken]
        if rest:
            parts.append(
                select({"s": str(number), "r": raw.row, "rest": f"CAST(to_json(row({', '.join(rest)})) AS VARCHAR)"}, raw.relation)
            )
    if not parts:
        return told
    unbound = " UNION ALL ".join(parts)
    columns = {bound.SOURCE: bound.SOURCE, bound.ROW: bound.ROW, bound.KEY: bound.KEY, "c": "c || coalesce(rest, '')"}
    return select(columns, f"({told}) t LEFT JOIN ({unbound}) u ON u.s = t._source AND u.r = t._row")


@dataclass(frozen=True)
class Span:
    """The times of a log."""

    latest: datetime | None
    """Latest credible time that is not planned."""
    first: date | None
    """Day of the first credible anchor."""
    last: date | None
    """Day of the last credible anchor."""


def span(rows: Rows) -> Span:
    """The span of the log; a time 366 days beyond all but one in a thousand anchors does not decide it."""
    anchor = _anchor(rows)
    times = [rows.column(f) for f in rows.fields if rows.log.fields[f].is_time and not rows.log.fields[f].planned]
    times += [bound.TIME] if rows.shape is not Shape.WIDE else []
    instants = [f"CAST({time} AS TIMESTAMP)" for time in times]
    sides = [f"quantile_disc({anchor}, {q})" for q in (0.001, 0.999)] if anchor else ["NULL", "NULL"]
    edges = [f"min({anchor})", f"max({anchor})"] if anchor else ["NULL", "NULL"]
    low, high, first, last, *latest = rows.desk.row(select([*sides, *edges, *(f"max({instant})" for instant in instants)], rows.kept))
    if low is not None and (first < low - FAR or max(at for at in (last, *latest) if at is not None) > high + FAR):
        credible = f"BETWEEN {moment(low - FAR)} AND {moment(high + FAR)}"
        wanted = [f"{edge} FILTER ({anchor} {credible})" for edge in edges]
        wanted += [f"max({instant}) FILTER ({instant} {credible})" for instant in instants]
        first, last, *latest = rows.desk.row(select(wanted, rows.kept))
    return Span(max((at for at in latest if at is not None), default=None), first and first.date(), last and last.date())


def _anchor(rows: Rows) -> str | None:
    """The time that places a row; of events, the milestone that places its case."""
    if rows.log.anchor in rows.fields:
        return _moment_of(rows.log)
    if rows.shape is Shape.WIDE:
        return None
    return (
        f"CASE WHEN {bound.ACTIVITY} = {text(rows.log.anchor)} THEN {bound.TIME} END" if rows.log.anchor in rows.log.events else bound.TIME
    )


def _moment_of(log: Log) -> str:
    """The anchor of a row as an instant; a month is placed at its beginning."""
    day = " || '-01'" if log.fields[log.anchor].type is FieldType.MONTH else ""
    return f"CAST({name(log.anchor)}{day} AS TIMESTAMP)"


def set_aside_unfit(rows: Rows, as_of: datetime) -> None:
    """Rows after the instant of the audit, then cases that are none: withdrawn, misdirected, test; the first reason that holds counts."""
    times = [_moment_of(rows.log)] if rows.log.anchor in rows.fields else []
    times += [bound.TIME] if rows.shape is not Shape.WIDE else []
    later = [("after_as_of", " OR ".join(f"{t} > {moment(as_of)}" for t in times))] if times else []
    if rows.shape is Shape.WIDE:
        void = [(VOID + one.reason, as_sql(one.where, lambda ref: _column(rows, ref))) for one in rows.log.void]
        _set_aside_first(rows, [*later, *void])
    else:  # what is known of a case does not come from rows after the instant
        _set_aside_first(rows, later)
        _set_aside_cases(rows)


def _set_aside_first(rows: Rows, reasons: Sequence[tuple[str, str]]) -> None:
    """Rows for which a condition holds, for the reason of the first that does."""
    if reasons:
        judged = select([_PLACE, f"{_first(reasons)} AS {ASIDE}"], rows.kept)
        rows.set_aside(select(["*"], f"({judged})", f"WHERE {ASIDE} IS NOT NULL"))


def _set_aside_cases(rows: Rows) -> None:
    """All rows of void cases."""
    if rows.log.void:
        reasons = [(VOID + void.reason, as_sql(void.where, lambda ref: name(str(ref)))) for void in rows.log.void]
        judged = select({"k": "k", ASIDE: _first(reasons)}, f"({_cases(rows)})")
        columns = [f"t.{bound.SOURCE}", f"t.{bound.ROW}", f"v.{ASIDE}"]
        rows.set_aside(select(columns, f"{rows.kept} t JOIN ({judged}) v ON v.k = t.{bound.KEY}", f"WHERE v.{ASIDE} IS NOT NULL"))


def _first(reasons: Sequence[tuple[str, str]]) -> str:
    """The first reason whose condition holds."""
    return f"CASE {' '.join(f'WHEN {holds} THEN {text(reason)}' for reason, holds in reasons)} END"


def _column(rows: Rows, ref: Ref) -> str:
    return rows.column(ref.name) if ref.name in rows.fields and not ref.selector else "NULL"


def _cases(rows: Rows) -> str:
    """Cases with what void expressions name: milestones reached, attributes as last known."""
    named = {str(ref): ref for void in rows.log.void for ref in refs(void.where)}
    columns = {"k": bound.KEY} | {label: _known(rows, ref) for label, ref in named.items()}
    return select(columns, rows.kept, f"GROUP BY {bound.KEY}")


def _known(rows: Rows, ref: Ref) -> str:
    order = f"row(coalesce({bound.TIME}, {moment(EVER)}), {_PLACE})"  # nobody knows when: before all others, as in measuring
    first = "first" in ref.selector or "first_event" in ref.selector
    if ref.name in rows.fields:
        column = rows.column(ref.name)
        wanted = f"FILTER ({column} IS NOT NULL)" if rows.shape is Shape.LONG else ""
        return f"{'arg_min' if first else 'arg_max'}({column}, {order}) {wanted}"
    if ref.name == "case":
        return f"{'min' if first else 'max'}({bound.TIME})"
    milestone = rows.log.actors.get(ref.name, ref.name)
    if milestone not in rows.log.events:
        return "NULL"
    of = f"FILTER ({bound.ACTIVITY} = {text(milestone)})"
    if ref.name in rows.log.actors or "actor" in ref.selector:
        return f"{'arg_max' if 'last' in ref.selector else 'arg_min'}({bound.ACTOR}, {order}) {of}"
    return f"{'max' if 'last' in ref.selector else 'min'}({bound.TIME}) {of}"


def counted(reasons: Mapping[str, int], more: Iterable[Mapping[str, int]]) -> tuple[dict[str, int], dict[str, int]]:
    """Rows set aside and void rows, each by reason."""
    total = dict(reasons)
    for counts in more:
        for reason, n in counts.items():
            total[reason] = total.get(reason, 0) + n
    aside = {reason: n for reason, n in sorted(total.items()) if not reason.startswith(VOID)}
    return aside, {reason.removeprefix(VOID): n for reason, n in sorted(total.items()) if reason.startswith(VOID)}
