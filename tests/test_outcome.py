"""The outcome as frames, on disk, and gone when nobody holds it."""

from __future__ import annotations

import gc
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import hegui
from hegui.outcome import Outcome, Spool
from hegui.words.errors import Exit, UsageError
from hegui.words.findings import Grade


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    frame = pd.DataFrame(
        {
            "工单流水号": [f"TS{n}" for n in range(3)],
            "归属地市": ["东城", "东城", "西城"],
            "投诉等级": ["一般"] * 3,
            "受理时间": ["2026-03-01 09:00"] * 3,
            "处理完成时间": ["2026-03-02 08:00", "2026-03-02 08:00", None],
            "反馈时间": ["2026-03-03 10:00", "2026-03-02 09:00", None],
        },
        dtype="str",
    )
    return hegui.check(logs={"complaint": frame}, as_of="2026-03-02 20:00")


def test_findings_are_a_row_each(outcome: Outcome) -> None:
    findings = outcome.findings
    assert list(findings["number"]) == [finding.number for finding in outcome.record.findings]
    assert set(findings["kind"]) <= {"nonconformity", "inconclusive"}
    assert list(findings.columns[:6]) == ["id", "number", "kind", "standard", "handbook", "clause"]


def test_tallies_have_a_column_for_each_verdict(outcome: Outcome) -> None:
    tallies = outcome.tallies.query("standard == 'service-guide.5.3.general-feedback' and unit == '西城'")
    assert (tallies["pending"].sum(), tallies["conforming"].sum()) == (1, 0)
    assert set(outcome.tallies["period"]) == {"2026-03"}


def test_evidence_is_complete(outcome: Outcome) -> None:
    evidence = outcome.evidence
    assert {"pending"} <= set(evidence["verdict"])
    assert len(evidence) == sum(
        sum(tally.counts.reasons.values()) - tally.counts.reasons.get("conforming", 0) - tally.counts.reasons.get("not_applicable", 0)
        for tally in outcome.record.tallies
    )


def test_without_a_spool_there_is_no_evidence(outcome: Outcome, tmp_path: Path) -> None:
    for spool in (None, tmp_path / "gone.parquet"):
        evidence = Outcome(replace(outcome.record, spool=spool), Spool()).evidence
        assert evidence.empty
        assert list(evidence.columns) == list(outcome.evidence.columns)


def test_frames_without_rows_keep_their_columns(outcome: Outcome) -> None:
    bare = Outcome(replace(outcome.record, findings=(), tallies=()), Spool())
    assert bare.findings.empty
    assert list(bare.tallies.columns) == list(outcome.tallies.columns)
    assert {"number", "grade", "rate_bp"} <= set(bare.findings.columns)


def test_the_spool_goes_with_the_outcome() -> None:
    spool = Spool()
    folder = spool.folder
    spool.evidence.write_bytes(b"rows")
    assert folder.is_dir()
    del spool
    gc.collect()
    assert not folder.exists()


def test_writing_says_what_was_written(outcome: Outcome, tmp_path: Path) -> None:
    paths = outcome.write(str(tmp_path / "out"), formats=["evidence", "json"], language="en")
    assert [path.name for path in paths] == ["report.json", "evidence.parquet", "manifest.json"]
    assert json.loads(paths[0].read_text(encoding="utf-8"))["schema"] == "hegui/report/1"


def test_an_unknown_format_is_refused(outcome: Outcome, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no format 'docx'"):
        outcome.write(tmp_path / "out", formats=["docx"])
    assert not (tmp_path / "out").exists()


def test_the_exit_code_is_that_of_the_record(outcome: Outcome) -> None:
    graded = {finding.grade for finding in outcome.record.findings}
    assert outcome.exit(Grade.OBSERVATION) is (Exit.FINDINGS if graded else Exit.CLEAN)
    assert outcome.exit() is outcome.record.exit(Grade.MAJOR)
