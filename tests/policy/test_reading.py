"""YAML is read as text with a place for each part, and hostile files are turned away."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hegui.policy import tree
from hegui.policy.document import Data, Document
from hegui.policy.faults import Faults
from hegui.policy.reading import MAX_BYTES, read_bytes, read_document
from hegui.words.places import Place


def read(text: str) -> Document:
    faults = Faults()
    document = read_bytes(text.encode(), "f", faults)
    assert document is not None, faults.all()
    return document


def faults_of(content: bytes) -> list[str]:
    faults = Faults()
    read_bytes(content, "f", faults)
    return [str(fault) for fault in faults.all()]


def test_scalars_are_text_and_nothing_is_none() -> None:
    text = 'a: no\nb: 12:30\nc: 5.10\nd: 2026-03-01\ne: ~\nf: null\ng:\nh: ""\ni: "~"\nj: [yes, ~]\n'
    expected: Data = {
        "a": "no", "b": "12:30", "c": "5.10", "d": "2026-03-01", "e": None, "f": None, "g": None, "h": "", "i": "~", "j": ["yes", None],
    }  # fmt: skip
    assert read(text).data == expected


def test_every_part_has_its_place() -> None:
    document = read("a:\n  - b: [1, 两, three]\n    c: 'x'\n")
    assert document.place() == Place("f", 1, 1)
    assert document.place(("a", 0, "b", 2)) == Place("f", 2, 15)
    assert document.place(("a", 0, "c"), key=True) == Place("f", 3, 5)
    assert document.place(("a", 0, "c")) == Place("f", 3, 8)
    assert document.place(("a", 0, "c"), offset=1) == Place("f", 3, 10)
    assert document.place(("a", 0, "gone", "too")) == Place("f", 2, 5)


def test_offsets_stay_at_the_start_of_text_over_several_lines() -> None:
    document = read("a: |\n  one\n  two\nb: one\n  two\n")
    assert document.place(("a",), offset=5) == Place("f", 1, 4)
    assert document.place(("b",), offset=5) == Place("f", 4, 4)


def test_a_byte_order_mark_is_no_text() -> None:
    document = read_bytes(b"\xef\xbb\xbfa: b", "f", Faults())
    assert document is not None
    assert (document.data, document.place(("a",), key=True)) == ({"a": "b"}, Place("f", 1, 1))


def test_aliases_repeat_what_was_anchored() -> None:
    assert read("a: &x [1]\nb: *x\nc: &y z\nd: *y\n").data == {"a": ["1"], "b": ["1"], "c": "z", "d": "z"}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "f: the file is empty"),
        (b"# only a comment\n", "f: the file is empty"),
        (b"a: 1\na: 2\n", "f:2:1: the key 'a' stands twice; it is given in line 1 already; remove one"),
        (b"a: 1\n---\nb: 2\n", "f:2:1: a second document begins; write one document a file"),
        (b"a:\n\t- b\n", "f:2:1: a tab stands where YAML wants spaces; indent with spaces"),
        (b"a: [1, 2\n", "f:2:1: not YAML: while parsing a flow sequence, did not find expected ',' or ']'"),
        (b"a: b: c\n", "f:1:5: not YAML: mapping values are not allowed in this context"),
        ("甲: b\n".encode("gb18030"), "f:1: the file is not UTF-8; save it as UTF-8"),
        (b'a: 1\nb: "\x00"\n', "f:2: the file holds a character that text does not have (code 0); remove it"),
        (b"a: !!python/name:os.x x\n", "f:1:4: the tag 'tag:yaml.org,2002:python/name:os.x' is not part of the language; leave it out"),
        (b"a: !x [1]\n", "f:1:4: the tag '!x' is not part of the language; leave it out"),
        (b"? [a]\n: b\n", "f:1:3: a key is a list or a mapping; write a name"),
        (b"&x a: 1\n*x : 2\n", "f:2:1: the alias 'x' has no anchor before it"),
        (b"a: &x b\n*x : 2\n", "f:2:1: a key is an alias; write a name"),
        (b"a: *x\n", "f:1:4: the alias 'x' has no anchor before it"),
        (b"a: &x [*x]\n", "f:1:8: the alias 'x' has no anchor before it"),
        (b"a: " + b"[" * 1_000_000, "f:1:43: nested more than 40 deep"),
        (b"a: &x b\nc: [" + b"*x, " * 101 + b"]\n", "f:2:405: more than 100 aliases"),
    ],
)  # fmt: skip
def test_what_is_not_read(content: bytes, fault: str) -> None:
    assert faults_of(content) == [fault]


def test_a_file_of_too_many_values_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_NODES", 1_000)
    assert faults_of(b"- a\n" * 1_001) == ["f:1000:3: the file holds more than 1,000 values; split it"]


def test_an_alias_bomb_does_not_go_off() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    (fault,) = faults_of("\n".join(lines).encode())
    assert "the file holds more than 300,000 values" in fault


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    faults = Faults()
    assert read_document(tmp_path / "big.yaml", "big.yaml", faults) is None
    assert [str(fault) for fault in faults.wrong] == ["big.yaml: the file has more than 2,000,000 bytes; split it"]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    faults = Faults()
    assert read_document(tmp_path / "gone.yaml", "gone.yaml", faults) is None
    assert read_document(tmp_path, "folder", faults) is None
    assert [str(fault) for fault in faults.wrong] == [
        "gone.yaml: cannot be read: No such file or directory",
        "folder: cannot be read: Is a directory",
    ]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)
DATA = st.recursive(TEXTS, lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXTS, below, max_size=4), max_leaves=20)


@given(DATA)
def test_what_was_written_is_read(data: Data) -> None:
    text = yaml.dump(data, allow_unicode=True, default_style='"')
    if text.strip():
        assert read(text).data == data


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_faults(content: bytes) -> None:
    faults = Faults()
    document = read_bytes(content, "f", faults)
    assert (document is None) <= bool(faults.wrong)
