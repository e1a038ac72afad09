"""The outcome of a check: the record, as data frames for people who go on from there, and the way to write it down."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hegui.garbage import seldom_collected
from hegui.words.errors import Exit
from hegui.words.evidence_columns import COLUMNS
from hegui.words.findings import Finding, Grade
from hegui.words.measured import Tally
from hegui.words.record import Record
from hegui.words.text import Language
from hegui.words.verdicts import Verdict

if TYPE_CHECKING:
    import pandas as pd

_FINDING = (
    "id", "number", "kind", "standard", "handbook", "clause", "unit", "grade", "rule", "nonconforming", "judged", "in_scope", "rate_bp",
)  # fmt: skip
_TALLY = ("standard", "unit", "period", *(verdict.value for verdict in Verdict), "carried", "worst_seconds")
"""Columns of the frames, which are there when there are no rows, too."""


class Spool:
    """A temporary folder for the complete evidence; it goes when nobody holds it any more."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hegui-"))
        self.evidence = self.folder / "evidence.parquet"
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


class Outcome:
    """What a check found.

    ``findings``, ``tallies`` and ``evidence`` are pandas frames, made when asked for; ``record`` holds everything.
    """

    def __init__(self, record: Record, spool: Spool) -> None:
        self.record = record
        self._spool = spool

    @property
    def findings(self) -> pd.DataFrame:
        """One row a finding: id, number, kind, standard, handbook, clause, unit, grade, rule, counts, rate in basis points."""
        import pandas as pd

        return pd.DataFrame([self._finding(finding) for finding in self.record.findings], columns=_FINDING)

    @property
    def tallies(self) -> pd.DataFrame:
        """One row a standard, unit and period, with the number of instances for each verdict."""
        import pandas as pd

        return pd.DataFrame([_tally(tally) for tally in self.record.tallies], columns=_TALLY)

    @property
    def evidence(self) -> pd.DataFrame:
        """Every instance that is nonconforming, undetermined, pending or waived; ``observed`` is JSON text."""
        import pandas as pd

        path = self.record.spool
        return pd.read_parquet(path) if path is not None and path.exists() else pd.DataFrame(columns=COLUMNS)

    def exit(self, fail_on: Grade = Grade.MAJOR) -> Exit:
        """The exit code of the command line for this outcome."""
        return self.record.exit(fail_on)

    @seldom_collected()
    def write(
        self,
        folder: str | Path,
        *,
        formats: Sequence[str] = (),
        language: Language | str = Language.ZH,
    ) -> tuple[Path, ...]:
        """Write the outcome into ``folder``; see ``hegui.report.formats`` for the formats.

        Raises:
            HeguiError: an unknown format, or a folder that cannot be written.
        """
        from hegui.report.formats import write

        return write(self.record, Path(folder), formats=tuple(formats), language=Language(language))

    def _finding(self, finding: Finding) -> tuple[object, ...]:
        standard, counts = self.record.standard(finding.standard), finding.counts
        return (
            finding.id, finding.number, finding.kind.value, standard.id, standard.handbook, standard.clause, finding.unit,
            finding.grade.value, finding.rule, counts.of(Verdict.NONCONFORMING), counts.judged, counts.in_scope, finding.rate_bp,
        )  # fmt: skip


def _tally(tally: Tally) -> tuple[object, ...]:
    verdicts = (tally.counts.of(verdict) for verdict in Verdict)
    return (tally.standard, tally.unit, tally.period, *verdicts, tally.carried, tally.worst_seconds)
