"""The one door of output: nothing from data can steer the terminal, and 80 columns are enough."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum

import typer

WIDTH = 120
"""Columns where the output is no terminal and ``COLUMNS`` is not set."""
LONGEST_CELL = 200
STAGES = ("policies", "logs", "measuring", "judging", "report")


def visible(text: str) -> str:
    """Text made harmless for a terminal: control and formatting characters, and line breaks, shown as code points."""
    return "".join(char if char.isprintable() else f"[U+{ord(char):04X}]" for char in text)


def capped(text: str, longest: int = LONGEST_CELL) -> str:
    """Text cut to a length, with how much is missing."""
    return text if len(text) <= longest else f"{text[:longest]}… +{len(text) - longest:,} characters"


def say(line: str = "", *, err: bool = False) -> None:
    """Print one line; a reader who has gone away (``hegui … | head``) changes neither the work nor the exit code."""
    try:
        typer.echo(visible(line), err=err)
    except BrokenPipeError:
        gone = sys.stderr if err else sys.stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), gone.fileno())


def say_folded(line: str, hang: int) -> None:
    """Print a long line folded at the width of the terminal; what follows hangs under the column ``hang``."""
    from rich.console import Console
    from rich.text import Text

    head, body = visible(line[:hang]), visible(line[hang:])
    folded = Text(body).wrap(Console(file=io.StringIO()), max(width() - hang, 20))
    for index, part in enumerate(folded or [Text()]):
        say(f"{' ' * hang if index else head}{part.plain}".rstrip())


def say_list(head: str, items: Sequence[str]) -> None:
    """Print items with commas between them, folded between items only; what follows hangs under the first item."""
    from rich.cells import cell_len

    lines = [head]
    for item in [f"{visible(item)}," for item in items[:-1]] + [visible(item) for item in items[-1:]]:
        if cell_len(f"{lines[-1]} {item}") > width() and lines[-1].strip() != head.strip():
            lines.append(" " * len(head))
        lines[-1] += item if len(lines[-1]) == len(head) else f" {item}"
    for line in lines:
        say(line)


def say_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[int] = (), uncut: Sequence[int] = ()) -> None:
    """Print rows under columns; ``right`` are the columns of numbers, ``uncut`` those whose cells stay on one line, by index."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index in right else "left", overflow="fold", no_wrap=index in uncut)
    for row in rows:
        table.add_row(*(Text(capped(visible(str(cell)))) for cell in row))
    page = io.StringIO()
    Console(file=page, width=width(), color_system=None, legacy_windows=False).print(table)
    for line in page.getvalue().splitlines():
        say(line.rstrip())


class Layout(StrEnum):
    """How a command prints what it found."""

    TEXT = "text"
    JSON = "json"


def say_json(data: object) -> None:
    """Print data as JSON, keys sorted."""
    for line in json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True).splitlines():
        say(line)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Says which stage is at work: a bar on a terminal, else a line a stage; always on stderr."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda stage: say(f"hegui: {stage} …", err=True)
        return
    with Progress(TextColumn("{task.description:<10}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=len(STAGES))
        yield lambda stage: bar.update(task, description=stage, completed=STAGES.index(stage))


def width() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size((WIDTH, 24)).columns
