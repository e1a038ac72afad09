"""Every shipped profile puts in force what its title says, and every conflict between handbooks is settled."""

from __future__ import annotations

import pytest

from hegui.policy import Policies, load_policies
from hegui.policy.choice import matches
from hegui.words.conflicts import ConflictKind

HANDBOOKS = ("sqms-manual", "improvement-manual", "service-guide", "unicom-assessment", "hotline-evaluation")
CORE = (
    "001-S37", "001-S38", "001-S42", "001-S43", "001-S47", "001-S65", "001-S66", "001-S70", "001-S71", "001-S81", "001-S83",
    "001-S84", "001-S85", "002-S09", "002-S10", "002-S24", "002-S25", "002-S48", "002-S57", "002-S58", "002-S76", "002-S102",
    "002-S106", "002-S109", "002-S127", "002-S133", "002-S137", "002-S140", "002-S141", "002-S142", "002-S143", "002-S144", "002-S145",
    "002-S147", "003-S49", "003-S52", "003-S53", "004-S15", "004-S16", "004-S23",
)  # fmt: skip
"""What any audit starts with."""
HOTLINE = {"hotline_call", "conduct_check", "inquiry", "callback_task", "telemarketing"}
LIMITS = ("C01", "C02", "C03", "C06", "C07", "C15")
"""Conflicts on limits that bind the same kind of record."""


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load_policies()


def held(policies: Policies, profile: str) -> dict[str, str]:
    """Ids in force and their logs; of attestations nothing."""
    found = policies.profile(profile)
    return {s.id: s.log for s in policies.in_force(found)} | {a.id: "" for a in policies.to_attest(found)}


def test_all_is_the_default(policies: Policies) -> None:
    assert held(policies, "all") == held(policies, "default")
    assert set(held(policies, "all")) == {entry.id for entry in policies.entries}
    assert policies.profile("default").handbooks == HANDBOOKS
    assert not policies.profile("all").chooses


@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_a_profile_a_handbook(policies: Policies, handbook: str) -> None:
    assert set(held(policies, handbook)) == {entry.id for entry in policies.entries if entry.handbook == handbook}
    assert policies.left_out(policies.profile(handbook)) == ()


def test_the_core_is_forty_requirements(policies: Policies) -> None:
    ids = held(policies, "core")
    assert len(ids) == len(CORE)
    assert sorted(entry.catalogue for entry in policies.entries if entry.id in ids) == sorted(CORE)


def test_a_hotline_centre(policies: Policies) -> None:
    of_others = {s.id for s in policies.standards if s.log in HOTLINE and s.handbook != "hotline-evaluation"}
    own = {entry.id for entry in policies.entries if entry.handbook == "hotline-evaluation"}
    assert set(held(policies, "hotline-centre")) == own | of_others | {"improvement-manual.4.1.exam-before-post"}


def test_suppliers_of_engineering(policies: Policies) -> None:
    ids = held(policies, "engineering-supplier")
    assert set(ids.values()) == {"supplier_score", "project", "site_inspection"}
    assert all(id_.startswith("unicom-assessment.im-") for id_ in ids)


def test_profiles_differ_in_what_they_choose_alone(policies: Policies) -> None:
    default = policies.profile("default")
    for profile in policies.profiles.values():
        assert (profile.parameters, profile.owners, profile.overrides) == (default.parameters, default.owners, default.overrides)


def test_forty_conflicts(policies: Policies) -> None:
    assert [each.id for each in policies.conflicts] == [f"C{n:02}" for n in range(1, 41)]
    assert policies.conflicts_between(policies.profile("default")) == policies.conflicts
    assert {each.id for each in policies.conflicts_between(policies.profile("hotline-evaluation"))} == {"C19", "C20"}


def test_conflicts_on_limits_share_a_key_or_say_why_not(policies: Policies) -> None:
    for conflict in policies.conflicts:
        named = [standard for standard in policies.standards if any(matches(pattern, standard.id) for pattern in conflict.standards)]
        keys = {standard.same for standard in named}
        if conflict.kind is ConflictKind.CONFLICT:
            assert len(keys) <= 1 or conflict.apart is not None, conflict.id
        if conflict.id in LIMITS:
            assert len(named) > 1, conflict.id


def test_nothing_is_said_twice_of_conflicts(policies: Policies) -> None:
    said = [text for each in policies.conflicts for text in (each.differs.zh, each.differs.en, each.handling.zh, each.handling.en)]
    assert len(said) == len(set(said))


def test_attestations_are_said_once(policies: Policies) -> None:
    texts = [text for entry in policies.attestable for said in (entry.title, entry.statement) for text in (said.zh, said.en)]
    assert len(texts) == len(set(texts))
    catalogue = [entry.catalogue for entry in policies.entries]
    assert len(catalogue) == len(set(catalogue))
