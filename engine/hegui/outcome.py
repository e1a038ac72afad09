"""The outcome of a check: the record, as data frames for people who go on from there, and the way to write it down."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hegui.words.errors import Exit
from hegui.words.findings import Finding, Grade
from hegui.words.measured import Tally
from hegui.words.record import Record
from hegui.words.text import Language
from hegui.words.verdicts import Verdict

if TYPE_CHECKING:
    import pandas as pd


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

        return pd.DataFrame([self._finding(finding) for finding in self.record.findings])

    @property
    def tallies(self) -> pd.DataFrame:
        """One row a standard, unit and period, with the number of instances for each verdict."""
        import pandas as pd

        return pd.DataFrame([_tally(tally) for tally in self.record.tallies])

    @property
    def evidence(self) -> pd.DataFrame:
        """Every instance that is nonconforming, undetermined, pending or waived; ``observed`` is JSON text."""
        import pandas as pd

        path = self.record.spool
        return pd.read_parquet(path) if path is not None and path.exists() else pd.DataFrame()

    def exit(self, fail_on: Grade = Grade.MAJOR) -> Exit:
        """The exit code of the command line for this outcome."""
        return self.record.exit(fail_on)

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

    def _finding(self, finding: Finding) -> dict[str, object]:
        standard = self.record.standard(finding.standard)
        return {
            "id": finding.id,
            "number": finding.number,
            "kind": finding.kind.value,
            "standard": finding.standard,
            "handbook": standard.handbook,
            "clause": standard.clause,
            "unit": finding.unit,
            "grade": finding.grade.value,
            "rule": finding.rule,
            "nonconforming": finding.counts.of(Verdict.NONCONFORMING),
            "judged": finding.counts.judged,
            "in_scope": finding.counts.in_scope,
            "rate_bp": finding.rate_bp,
        }


def _tally(tally: Tally) -> dict[str, object]:
    return {
        "standard": tally.standard,
        "unit": tally.unit,
        "period": tally.period,
        **{verdict.value: tally.counts.of(verdict) for verdict in Verdict},
        "carried": tally.carried,
        "worst_seconds": tally.worst_seconds,
    }
