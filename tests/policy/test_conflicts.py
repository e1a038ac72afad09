"""Conflicts between clauses: read, refused, and in force between the handbooks of a profile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hegui.policy.library import Policies
from hegui.words.conflicts import Conflict, ConflictKind
from hegui.words.text import Text

Files = dict[str, str]
Load = Callable[[Files], Policies]
NAME = "conflicts/own.yaml"
CONFLICT = """\
- id: C01
  kind: conflict
  clauses: [{handbook: book, clause: "1.1"}, {handbook: book, clause: IM-2(2)2}]
  differs: {zh: 不同。, en: They differ.}
  handling: {zh: 分开。, en: Kept apart.}
  standards: [book.1.1.*]
"""


@pytest.fixture
def files(files: Files) -> Files:
    files[NAME] = CONFLICT
    return files


def test_conflicts_are_read(load: Load, files: Files) -> None:
    (found,) = load(files).conflicts
    assert (found.id, found.kind, found.inside, found.handbooks) == ("C01", ConflictKind.CONFLICT, True, ("book",))
    assert (found.clauses, found.standards, found.apart) == ((("book", "1.1"), ("book", "IM-2(2)2")), ("book.1.1.*",), None)
    assert found.place.line == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('handbook: book, clause: "1.1"', 'handbook: bock, clause: "1.1"', "3:24: there is no handbook 'bock'; did you mean 'book'?"),
        ('clause: "1.1"', 'clause: "1.2"', "3:38: book has no clause '1.2'; did you mean '1.1'?"),
        ("IM-2(2)2", '"1.1"', "3:46: clause '1.1' of book stands twice"),
        ("book.1.1.*", "book.1.2.*", "6:15: the pattern 'book.1.2.*' matches no standard; did you mean 'book.1.1.*'?"),
        ("book.1.1.*", "book.1.1.late", "6:15: there is no standard 'book.1.1.late'"),
        ("kind: conflict", "kind: quarrel", "2:9: 'kind': 'quarrel' is not one of conflict, tension"),
        ("id: C01", "id: c 1", "1:7: 'id': 'c 1' is not an id; write letters, digits and hyphens, a capital letter first"),
        ("  handling", "  handled", "5:3: unknown key 'handled'"),
        ('[{handbook: book, clause: "1.1"}, {handbook: book, clause: IM-2(2)2}]', "[]", "3:12: 'clauses': fewer entries than the 1"),
    ],
)
def test_faults_of_conflicts(wrong: Callable[[Files], list[str]], files: Files, old: str, new: str, said: str) -> None:
    assert old in files[NAME]
    files[NAME] = files[NAME].replace(old, new, 1)
    assert any(fault.startswith(f"p/{NAME}:{said}") for fault in wrong(files))


def test_an_id_that_stands_twice(wrong: Callable[[Files], list[str]], files: Files) -> None:
    files["conflicts/two.yaml"] = CONFLICT
    (fault,) = wrong(files)
    assert fault == "p/conflicts/two.yaml:1:7: the conflict 'C01' is given a second time; it stands at p/conflicts/own.yaml:1:7 already"


def test_what_lint_says_of_conflicts(linted: Callable[[Files], list[str]], files: Files) -> None:
    assert linted(files) == []
    files[NAME] = CONFLICT.replace("apart.", "apart")
    assert linted(files) == [f"p/{NAME}:5:27: the text does not end in a full stop; end it with . or 。"]


def test_standards_of_a_conflict_share_a_key_or_it_says_why_not(linted: Callable[[Files], list[str]], files: Files) -> None:
    files["book/more.yaml"] = files["book/ticket.yaml"].replace(".quick-answer", ".slow").replace("按时", "另").replace("in time", "soon")
    (fault,) = linted(files)
    assert fault.startswith(f"p/{NAME}:6:14: the standards of C01 limit book.1.1.quick-answer, book.1.1.slow; give them one 'limits_same'")
    files[NAME] = CONFLICT + "  apart: {zh: 两件事。, en: Two things.}\n"
    assert linted(files) == []
    files[NAME] = CONFLICT.replace("kind: conflict", "kind: tension")
    assert linted(files) == []
    files[NAME] = CONFLICT
    for name in ("book/more.yaml", "book/ticket.yaml"):
        files[name] = files[name].replace("  responsible:", "  limits_same: answer\n  responsible:")
    assert linted(files) == []


@pytest.mark.parametrize(
    ("concerned", "in_force", "matters"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("ab", "a", False),
        ("ab", "ab", True),
        ("abc", "ac", True),
        ("abc", "b", False),
    ],
)
def test_between_which_handbooks_it_matters(concerned: str, in_force: str, *, matters: bool) -> None:
    text = Text("甲。", "A.")
    conflict = Conflict("C1", ConflictKind.TENSION, tuple((handbook, n) for handbook in concerned for n in "12"), text, text)
    assert conflict.between(in_force) is matters
    assert conflict.inside is (len(concerned) == 1)
