"""The command line as a user has it: words in; exit code, output and errors back. And small logs to give it."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from hegui.cli import main

HEADER = ("工单流水号", "归属地市", "投诉等级", "受理时间", "首次响应时间", "处理完成时间", "反馈时间")


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Hegui = Callable[..., Ran]
Complaints = Callable[..., Path]


def complaint(number: int, *, feedback: str = "2026-03-02 10:00", unit: str = "东城") -> tuple[str, ...]:
    """A general complaint of the first of March, answered in time unless ``feedback`` says otherwise."""
    return (f"TS{number:04}", unit, "一般", "2026-03-01 09:00", "2026-03-01 10:00", "2026-03-02 09:00", feedback)


def write_csv(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and a terminal of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for variable in ("FORCE_COLOR", "TTY_COMPATIBLE", "HEGUI_DEBUG", "HEGUI_MASK_KEY"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.fixture
def hegui(monkeypatch: pytest.MonkeyPatch) -> Hegui:
    """Runs a command in this process."""

    def run(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["hegui", *map(str, words)])
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main()
        return Ran(int(ended.value.code or 0), out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def complaints(workplace: Path) -> Complaints:
    """Writes a log of complaints, as many as asked for, the first of them fed back at another time if one is given."""

    def write(name: str = "complaints.csv", *, rows: int = 4, feedback: str = "2026-03-02 10:00", **first: str) -> Path:
        content = [complaint(number, **(first | {"feedback": feedback} if number == 0 else {})) for number in range(rows)]
        write_csv(workplace / name, content)
        return Path(name)

    return write


@pytest.fixture
def write() -> Callable[..., Path]:
    """Writes any CSV: path, rows, header."""
    return write_csv


FEW = """\
profile: few
title: {zh: 响应与反馈, en: Response and feedback}
extends: default
standards:
- improvement-manual.2.4.desk-first-response
- improvement-manual.5.2.first-response
- improvement-manual.5.2.result-feedback
- service-guide.5.3.*
"""


@pytest.fixture
def few(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Options that choose the few standards on response and feedback of complaints."""
    profiles = tmp_path_factory.mktemp("few") / "profiles"
    profiles.mkdir()
    (profiles / "few.yaml").write_text(FEW, encoding="utf-8")
    return ["--policies", str(profiles.parent), "--profile", "few"]
