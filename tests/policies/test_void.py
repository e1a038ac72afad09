"""Rows that are no cases: the report says why in the reader's language."""

from __future__ import annotations

import re

from hegui.policy import load_policies
from hegui.report.pdf.wording_data import VOID_REASONS


def test_every_reason_has_words_in_both_languages() -> None:
    reasons = {void.reason for log in load_policies().vocabulary.values() for void in log.void}
    assert reasons - VOID_REASONS.keys() == set()
    assert VOID_REASONS.keys() - reasons == set()
    for words in VOID_REASONS.values():
        assert re.fullmatch(r"[\u4e00-\u9fff]+", words.zh)
        assert re.fullmatch(r"[a-z -]+", words.en)
