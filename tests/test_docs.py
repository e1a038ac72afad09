"""The documentation is true: its policies load, its commands end as they say, its Python runs, its links lead somewhere."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from hegui.cli import main
from hegui.policy import lint, load_job, load_policies, load_units
from hegui.words.errors import Exit
from hegui.words.kinds import KINDS
from hegui.words.standards import Checkable

ROOT = Path(__file__).parents[1]
PAGES = tuple(sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]))
DECISIONS = tuple(sorted(ROOT.glob("docs/adr/*.md")))
FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<kind>\S*)[^\n]*\n(?P<text>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL)
PURPOSE = re.compile(r"<!-- (?P<verb>[a-z ]+): (?P<what>[^>]+?) -->\n\Z")
LINK = re.compile(r"!?\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")
EXIT = re.compile(r"\s+# exit code (?P<code>[0-9]+)$")
ELLIPSIS = "…"
PLACES = {"docs/own-handbook.md": ROOT / "docs" / "examples" / "hospital"}
"""Pages whose commands are run in another folder than the small fixtures."""
RUN = ("console", "python", "yaml")
SILENT = ("", "sh", "markdown")
"""Kinds of block that say nothing which could be run here."""


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    kind: str
    text: str
    place: str
    verb: str
    """What the comment above the fence says it is: ``file``, ``append``, ``not hegui``; empty without one."""
    what: str
    """Which file."""


def blocks(page: Path) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        purpose = PURPOSE.search(text[: match.start()])
        line = text.count("\n", 0, match.start()) + 1
        verb, what = (purpose["verb"], purpose["what"]) if purpose else ("", "")
        yield Block(match["kind"], match["text"], f"{page.relative_to(ROOT)}:{line}", verb, what)


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small fixtures, as a reader has it who follows a page."""
    shutil.copytree(ROOT / "fixtures" / "small", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if any(block.kind in RUN for block in blocks(page))], ids=named)
def test_a_page_can_be_followed(page: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """From top to bottom: files are written, commands and Python run, and what was written is loaded."""
    if named(page) in PLACES:
        shutil.copytree(PLACES[named(page)], workplace, dirs_exist_ok=True)
    names: dict[str, Any] = {"__name__": "__docs__"}
    written: list[Path] = []
    for block in blocks(page):
        if block.kind == "yaml":
            written += _written(block, workplace)
        elif block.kind == "console":
            _follow(block, monkeypatch, capsys)
        elif block.kind == "python":
            exec(compile(block.text, block.place, "exec"), names)  # noqa: S102 - the code is our own page
        else:
            assert block.kind in SILENT, f"{block.place}: nobody checks blocks of the kind {block.kind!r}"
    _load(written, workplace)


def _written(block: Block, folder: Path) -> list[Path]:
    """Write a YAML block to the file that the comment above it names."""
    assert block.verb in {"file", "append", "not hegui", "part of"}, (
        f"{block.place}: say above the fence what it is, such as <!-- file: hegui.yaml -->"
    )
    if block.verb == "part of":
        return []  # that it stands there is a test beside the example
    if block.verb == "not hegui":
        assert yaml.safe_load(block.text), block.place
        return []
    path = folder / block.what
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if block.verb == "append" else "w", encoding="utf-8") as file:
        file.write(block.text)
    return [path]


def _load(written: list[Path], folder: Path) -> None:
    """Policy files lie in folders of folders; job files and lists of units do not, nor decisions, which the job that names them loads."""
    for path in dict.fromkeys(written):
        if path.parent == folder and not path.name.startswith("determinations"):
            assert load_units(path) if path.name.startswith("units") else load_job(path)
    roots = sorted({path.parents[1] for path in written if path.parent != folder})
    assert [str(fault) for fault in lint([root.relative_to(folder) for root in roots])] == []


def _follow(block: Block, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Run the commands of a block; lines below a command have to occur in what it prints."""
    printed, before = "", dict(os.environ)
    for line in block.text.splitlines():
        if line.startswith("$ "):
            said = EXIT.search(line)
            printed = _run(EXIT.sub("", line[2:]), int(said["code"]) if said else 0, block, monkeypatch, capsys)
        elif line.strip() not in {"", ELLIPSIS}:
            assert _squeezed(line) in printed, f"{block.place}: {line!r} is not printed"
    for name in os.environ.keys() - before.keys():
        monkeypatch.delenv(name)


def _run(command: str, code: int, block: Block, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    words = shlex.split(command)
    while "=" in words[0]:
        monkeypatch.setenv(*words.pop(0).split("=", 1))
    assert words[0] == "hegui", f"{block.place}: only hegui is run in a console block, found {command!r}"
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    found = ended.value.code if ended.value.code is not None else 0
    assert found == code, f"{block.place}: {command!r} exits with {found}, not {code}\n{out}{err}"
    return _squeezed(f"{out}\n{err}")


def _squeezed(text: str) -> str:
    """Text without regard to the width of tables."""
    return " ".join(text.split())


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [match["target"] for match in LINK.finditer(prose) if "://" not in match["target"]]
    assert [target for target in targets if not _leads(page, target)] == []


def _leads(page: Path, target: str) -> bool:
    file, _, anchor = target.partition("#")
    path = (page.parent / file) if file else page
    return path.exists() and (not anchor or anchor in _anchors(path))


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_reference_is_what_the_generator_writes() -> None:
    generator = runpy.run_path(str(ROOT / "tools" / "reference.py"))
    found = (ROOT / "docs" / "policy-language.md").read_text(encoding="utf-8")
    assert found == generator["reference"](), "run: python tools/reference.py"


def test_the_page_of_the_handbooks_is_what_the_generator_writes() -> None:
    generator = runpy.run_path(str(ROOT / "tools" / "handbooks.py"))
    found = (ROOT / "docs" / "handbooks.md").read_text(encoding="utf-8")
    assert found == generator["page"](), "run: python tools/handbooks.py"
    assert [clause.number for book in load_policies().handbooks for clause in book.clauses if f"| {clause.number} |" not in found] == []


def test_the_reference_shows_every_kind_of_check() -> None:
    text = "".join(block.text for block in blocks(ROOT / "docs" / "policy-language.md"))
    assert [kind for kind in KINDS if f"\n    {kind}:" not in text] == []


def test_the_readme_counts_what_is_shipped() -> None:
    policies = load_policies()
    clauses = [clause for book in policies.handbooks for clause in book.clauses]
    unable = sum(clause.checkable is Checkable.NO for clause in clauses)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{len(policies.standards)} standards" in readme
    assert f"{len(clauses)} clauses" in readme
    assert f"{unable} of them" in readme


def test_the_page_on_judging_names_every_rule_and_every_figure() -> None:
    policies = load_policies()
    page = (ROOT / "docs" / "judging.md").read_text(encoding="utf-8")
    assert [rule.id for rule in policies.rules if rule.gives != "action" and f"`{rule.id}`" not in page] == []
    figures = policies.profile("default").parameters
    assert [name for name, value in figures.items() if f"| `{name}` | {value} |" not in page] == []


def test_the_page_on_logs_names_every_kind_of_log() -> None:
    kinds = next(line for line in (ROOT / "docs" / "logs.md").read_text(encoding="utf-8").splitlines() if line.startswith("| kinds |"))
    assert [log for log in load_policies().vocabulary if f"{log}," not in kinds and f"{log};" not in kinds] == []


@pytest.mark.parametrize("page", ["README.md", "docs/ci.md"])
def test_every_exit_code_is_documented(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [code.name for code in Exit if f"| {code.value} |" not in text] == []


def test_pictures_are_small_and_shown() -> None:
    pictures = list((ROOT / "docs" / "images").iterdir())
    assert sum(picture.stat().st_size for picture in pictures) < 300_000
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [picture.name for picture in pictures if picture.name not in readme] == []


@pytest.mark.parametrize("page", DECISIONS, ids=named)
def test_a_decision_has_its_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(page.name[:4])}. ")
    assert re.findall(r"^(Status|## \w+)", text, re.MULTILINE) == ["Status", "## Context", "## Decision", "## Consequences"]


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
