"""The door of the command line: what is wrong is said in a line, every exit code is the documented one, nothing steers the terminal."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hegui.policy
from hegui.cli import main
from hegui.words.errors import Exit

Act = Callable[..., Any]
"""A command, or what makes a file for it; see conftest."""

HEAVY = ("duckdb", "ibis", "pandas", "numpy", "pyarrow", "reportlab", "durable", "pydantic", "openpyxl", "jsonschema", "rich.table")
COMMANDS: tuple[list[str], ...] = (
    [], ["check"], ["demo"], ["explain"], ["init"], ["logs"], ["logs", "inspect"], ["policies"], ["policies", "list"], ["policies", "show"],
    ["policies", "lint"], ["policies", "test"], ["policies", "schema"], ["policies", "coverage"],
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_of_80_columns(hegui: Act, command: list[str]) -> None:
    ran = hegui(*command, "--help")
    assert ran.code == Exit.CLEAN
    assert "Usage: hegui" in ran.out
    assert max(map(len, ran.lines)) <= 80
    assert "..." not in ran.out.partition("Commands:")[2]


def test_without_a_command_there_is_help(hegui: Act) -> None:
    ran = hegui()
    assert ran.code == Exit.USAGE
    assert "Commands:" in ran.out + ran.err


def test_the_version(hegui: Act) -> None:
    ran = hegui("--version")
    assert ran.code == Exit.CLEAN
    assert ran.out.startswith("hegui ")


@pytest.mark.parametrize("words", [["chek"], ["check", "--bogus"], ["explain", "report.json"], ["policies", "bogus"], ["init"]])
def test_words_that_are_no_command(hegui: Act, words: list[str]) -> None:
    ran = hegui(*words)
    assert ran.code == Exit.USAGE
    assert "Error: " in ran.err


def test_help_loads_nothing_heavy() -> None:
    """What makes ``hegui --help`` quick, told without a clock."""
    code = f"import sys, hegui.cli.app; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_defect_is_no_finding(hegui: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hegui_policy(), "load_policies", raising(RuntimeError("boom\x1b[31m")))
    ran = hegui("policies", "list")
    assert ran.code == Exit.INTERNAL
    assert "internal error: RuntimeError: boom[U+001B][31m" in ran.err
    assert "HEGUI_DEBUG=1" in ran.err


def test_the_details_of_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEGUI_DEBUG", "1")
    monkeypatch.setattr(hegui_policy(), "load_policies", raising(RuntimeError("boom")))
    monkeypatch.setattr(sys, "argv", ["hegui", "policies", "list"])
    with pytest.raises(RuntimeError, match="boom"):
        main()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "evidence.parquet"), "error: evidence.parquet: No space left on device"),
        (OSError("gone"), "error: system: gone"),
    ],
)
def test_a_system_that_fails_is_no_defect(hegui: Act, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str) -> None:
    monkeypatch.setattr(hegui_policy(), "load_policies", raising(error))
    ran = hegui("policies", "list")
    assert (ran.code, ran.err.strip()) == (Exit.UNUSABLE, said)


def test_a_reader_who_leaves_does_not_change_the_exit_code(workplace: Path) -> None:
    (workplace / "mine" / "own").mkdir(parents=True)
    (workplace / "mine" / "own" / "handbook.yaml").write_text("handbok: own\n" * 2, encoding="utf-8")
    lint = subprocess.Popen(
        [sys.executable, "-m", "hegui", "policies", "lint", "--policies", "mine"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert lint.stdout is not None
    lint.stdout.close()
    _, err = lint.communicate()
    assert (lint.returncode, err) == (Exit.UNUSABLE, b"")


def test_a_terminal_without_chinese() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([sys.executable, "-m", "hegui", "policies", "show", "002-S143"], capture_output=True, env=environment, check=True)
    assert b"\\u7d27\\u6025" in done.stdout


def hegui_policy() -> object:
    return hegui.policy


def raising(error: Exception) -> Callable[..., object]:
    def load(*_: object) -> object:
        raise error

    return load
