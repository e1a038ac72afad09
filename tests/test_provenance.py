"""What an audit rests on: hashes, versions, and a key that only holders of the logs can have."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

import pandas as pd
import pytest

from hegui.provenance import BLOCK, MASK_KEY_VARIABLE, PACKAGES, input_files, mask_key, sha256, versions
from hegui.words.jobs import Job
from hegui.words.record import InputFile

FRAME = pd.DataFrame({"phone": ["19900000001", "19900000002"]}, dtype="str")


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MASK_KEY_VARIABLE, raising=False)


@pytest.mark.parametrize("size", [0, 1, BLOCK, BLOCK + 1])
def test_the_hash_of_a_file(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * size)
    assert sha256(path) == hashlib.sha256(b"x" * size).hexdigest()


def test_versions_of_what_can_change_a_byte() -> None:
    found = versions()
    assert set(found) == {"python", *PACKAGES}
    assert found["durable-rules"] == metadata.version("durable-rules")


def test_files_by_role_and_name_without_doubles(tmp_path: Path) -> None:
    job, units = tmp_path / "job.yaml", tmp_path / "units.yaml"
    job.write_text("job", encoding="utf-8")
    units.write_text("units", encoding="utf-8")
    files = input_files(Job(files=(("job", str(job)), ("units", str(units)))), [("b.yaml", "2"), ("a.yaml", "1"), ("a.yaml", "1")], ())
    assert files == (
        InputFile("job", "job.yaml", sha256(job)),
        InputFile("policy", "a.yaml", "1"),
        InputFile("policy", "b.yaml", "2"),
        InputFile("units", "units.yaml", sha256(units)),
    )
    assert input_files(Job(files=(("job", str(tmp_path / "gone")),)), [], ()) == ()


def test_the_key_is_the_same_for_the_same_inputs_only() -> None:
    assert mask_key(["a", "b"], []) == mask_key(["a", "b"], [])
    assert len({mask_key(["a"], []), mask_key(["b"], []), mask_key([], []), mask_key([], [FRAME]), mask_key([], [FRAME.iloc[:1]])}) == 5


def test_the_key_is_no_plain_hash_of_the_input() -> None:
    assert mask_key(["a"], []) not in {hashlib.sha256(b"a").hexdigest(), hashlib.blake2b(b"a", digest_size=32).hexdigest()}


def test_a_key_of_ones_own_does_not_depend_on_the_inputs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MASK_KEY_VARIABLE, "secret")
    mine = mask_key(["a"], [FRAME])
    assert mine == mask_key(["b"], [])
    assert "secret" not in mine
    monkeypatch.setenv(MASK_KEY_VARIABLE, "other")
    assert mask_key(["a"], [FRAME]) != mine
