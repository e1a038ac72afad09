"""Tables for the terminal: no markup is read from data, and 80 columns are enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hegui.cli import visible

WIDTH = 120
"""Width where the output is no terminal."""


def console() -> Console:
    """Where results are printed."""
    probe = Console(highlight=False, markup=False, emoji=False)
    return probe if probe.is_terminal else Console(highlight=False, markup=False, emoji=False, width=WIDTH)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[int] = ()) -> None:
    """Print rows under columns; ``right`` are the columns of numbers, by index."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(str(cell))) for cell in row))
    console().print(table)
