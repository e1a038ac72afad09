"""What stands beside the standards checked: attestations, conflicts of the handbooks, what the profile leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hegui.report.clauses import CHECKED, ClauseStatus, coverage
from hegui.words.attestations import AttestationState
from hegui.words.record import Record
from hegui.words.text import Language

Build = Callable[..., Record]
Read = Callable[[Record, Language], Any]
Printed = Callable[[Language], Any]


def test_attestations_stand_with_state_and_record(printed: Printed) -> None:
    english, chinese = printed(Language.EN).between("7", "8"), printed(Language.ZH).between("7", "8")
    for said in (
        "nothingofitcountsasjudged,conformingornonconforming",
        "attested1,lapsed1,missing2",
        "Neatdress",
        "Whatnologholds:Norecordofdress.",
        "signedby王喆on2026-03-31",
        'Evidence:照片<imgsrc="file:///etc/passwd"/>[U+202E]=1',
        "2026-04-01",
        "otherunits",
        "signedafterthedayoftheaudit",
    ):
        assert said in english
    for said in ("已声明1，声明已过期1，未声明2", "着装整洁", "日志所缺：没有着装记录。", "王喆，2026-03-31签署", "其余单位", "东城分公司"):
        assert said in chinese


def test_a_clause_of_attestations_says_so(record: Record, printed: Printed) -> None:
    of = {(each.handbook.slug, each.clause.number): each for each in coverage(record)}
    courtesy, owner = of["service-guide", "6.2"], of["service-guide", "6.1"]
    assert (courtesy.status, [each.state for each in courtesy.attestations]) == (
        ClauseStatus.ATTESTATION,
        [AttestationState.LAPSED, AttestationState.ATTESTED],
    )
    assert ClauseStatus.ATTESTATION not in CHECKED
    assert owner.status is ClauseStatus.BREACHED
    matrix = printed(Language.EN).between("7", "8")
    assert "attestedonly,notchecked" in matrix
    assert 'attestation"Neatdress":lapsed,validuntil2026-03-31' in matrix


def test_attested_is_neither_judged_nor_conforming(build: Build, printed: Printed, read: Read) -> None:
    without = read(build(attestations=()), Language.EN)
    assert printed(Language.EN).between("1", "2") == without.between("1", "2")
    assert "Attestations" not in without.between("7", "8")
    assert "personsattest" not in without.text


def test_standards_that_are_not_checked_stand_beside_what_is_attested(printed: Printed) -> None:
    assert "Besides,personsattestwhatnologshows,3innumber(attested1,lapsed1,missing2)" in printed(Language.EN).text


def test_conflicts_of_the_handbooks_in_force(printed: Printed, build: Build, read: Read) -> None:
    english = printed(Language.EN).between("2.2", "2.4")
    for said in ("in2places", "C01conflict0025.3;0015.2;elsewhere9Judgedapart.", "C02tension0025.3Aswritten."):
        assert said in english
    assert "C01冲突" in printed(Language.ZH).between("2.2", "2.4")
    assert "atodds" not in read(build(conflicts=()), Language.EN).text


@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_a_profile_that_chooses_says_so(build: Build, read: Read, language: Language) -> None:
    record = build()
    chosen = [standard for standard in record.standards if standard.handbook != "improvement-manual"]
    left_out = [standard for standard in record.standards if standard.handbook == "improvement-manual"]
    narrow = replace(
        record,
        profile=replace(record.profile, standards=("service-guide.*",)),
        standards=tuple(chosen),
        statuses={standard.id: record.statuses[standard.id] for standard in chosen},
        tallies=tuple(tally for tally in record.tallies if tally.standard.startswith("service-guide")),
        findings=tuple(finding for finding in record.findings if finding.standard.startswith("service-guide")),
        pending=(),
        undetermined=(),
        common=(),
        strengths=(),
        withdrawn=(),
        left_out=(*left_out, record.attestations[0].asked),
    )
    text = read(narrow, language).text
    said = (
        f"standardsleftout{len(left_out)},attestationsleftout1" if language is Language.EN else f"未选用标准{len(left_out)}项、声明事项1项"
    )
    assert said in text
    assert ("leftoutbytheprofile" if language is Language.EN else "审核方案未选用") in text
    assert {each.status for each in coverage(narrow) if each.handbook.slug == "improvement-manual" and each.left_out} == {
        ClauseStatus.LEFT_OUT
    }
    assert "chooses" not in read(record, Language.EN).text
