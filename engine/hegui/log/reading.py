"""The one table of formats: from a source to relations of the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hegui.log.columnar import read_frame, read_json_lines, read_parquet
from hegui.log.delimited import read_delimited
from hegui.log.desk import Desk
from hegui.log.files import Input, Kind, inputs
from hegui.log.headers import known_headers
from hegui.log.identify import declared
from hegui.log.raw import Raw
from hegui.log.sheets import read_sheet
from hegui.words.errors import Fault, LogError
from hegui.words.jobs import LogSource
from hegui.words.vocabulary import Log


def read(desk: Desk, source: LogSource, vocabulary: Mapping[str, Log]) -> Iterator[Raw]:
    """Every file of a source in the engine, as it came.

    Raises:
        LogError: a file cannot be read.
    """
    if source.frame is not None:
        yield read_frame(desk, source.frame)
        return
    if not source.files:
        raise LogError(Fault(source.place, "the log names no file", "give files"))
    log = declared(source, vocabulary)
    known = known_headers([log] if log else vocabulary.values())
    faults: list[Fault] = []
    for found in inputs(source, desk.scratch, faults):
        try:
            yield _read(desk, found, source, known)
        except LogError as error:
            faults += error.faults
    if faults:
        raise LogError(faults)


def _read(desk: Desk, found: Input, source: LogSource, known: frozenset[str]) -> Raw:
    match found.kind:
        case Kind.PARQUET:
            return read_parquet(desk, found)
        case Kind.JSON_LINES:
            return read_json_lines(desk, found)
        case Kind.SHEETS:
            return read_sheet(desk, found, source, known)
        case _:
            return read_delimited(desk, found, source, known)
