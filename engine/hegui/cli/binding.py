"""``hegui logs inspect``: how logs are read, for a person to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from hegui.cli.printing import capped, say, say_list, say_table
from hegui.words.bound import BoundLog
from hegui.words.jobs import LogSource
from hegui.words.places import Place
from hegui.words.standards import Standard
from hegui.words.vocabulary import Log

FAR = datetime(2099, 1, 1)
"""Looking at logs takes no view of the instant of an audit: no row is too late."""
NAMES_SHOWN = 12
LABEL = 13


def show_bindings(files: Sequence[Path], log: str | None, folders: Sequence[Path]) -> None:
    """Print what was bound to what, and what could not be read.

    Raises:
        HeguiError: policies or logs cannot be used.
    """
    from hegui.policy import load_policies

    policies = load_policies(folders)
    sources = [LogSource(files=(str(file),), log=log, place=Place("--log")) for file in files]
    for bound in bind(sources, policies.vocabulary.values()):
        _show(bound, policies.standards)


def bind(sources: Sequence[LogSource], vocabulary: Iterable[Log]) -> tuple[BoundLog, ...]:
    """Read logs and bind them; their tables are gone afterwards.

    Raises:
        LogError: with all faults of all sources.
    """
    from hegui.log import bind_logs, digests, open_engine
    from hegui.provenance import mask_key

    folders = list(dict.fromkeys(Path(file).parent for source in sources for file in source.files))
    with open_engine(folders=folders) as engine:
        return bind_logs(engine, sources, {log.name: log for log in vocabulary}, as_of=FAR, mask_key=mask_key(digests(sources), ())).logs


def _show(bound: BoundLog, standards: Sequence[Standard]) -> None:
    account = bound.account
    say(f"{bound.log.name}: {bound.log.title.en} / {bound.log.title.zh}, {bound.shape.value}")
    for source in bound.sources:
        say(f"  {source.name}: {source.rows:,} rows, {source.note}")
    say_table(
        ["field", "header", "bound by", "type", ""],
        [(c.field, c.header, c.by, bound.log.fields[c.field].type.value, "please confirm" if c.ask else "") for c in bound.columns],
    )
    _list("not bound", [capped(header, 40) for header in bound.unbound])
    _list("not in file", _lacking(bound, standards))
    aside = {**account.set_aside, **{f"void: {reason}": rows for reason, rows in account.void.items()}}
    _list("rows", [f"{account.read:,} read", f"{account.used:,} used", *(f"{rows:,} {why}" for why, rows in sorted(aside.items()))])
    if bound.faults:
        say_table(
            ["cells", "field", "fault", "for instance"],
            [(f"{f.count:,}", f.field, f.title.en, _sample(f.samples[0]) if f.samples else "") for f in bound.faults],
            right=(0,),
        )
    say()


def _list(name: str, items: Sequence[str]) -> None:
    shown = [*items[:NAMES_SHOWN], *([f"and {len(items) - NAMES_SHOWN} more"] if len(items) > NAMES_SHOWN else ())]
    if items:
        say_list(f"{name:<{LABEL}}", shown)


def _lacking(bound: BoundLog, standards: Sequence[Standard]) -> list[str]:
    """Fields that standards read and the file has not, those that most standards read first."""
    read = Counter(name for s in standards if s.log == bound.log.name for name in {ref.name for ref in s.refs()})
    lacking = [(name, readers) for name, readers in read.items() if name in bound.log.fields and name not in bound.bound]
    return [f"{name} (read by {readers})" for name, readers in sorted(lacking, key=lambda each: (-each[1], each[0]))]


def _sample(sample: tuple[str, int, str]) -> str:
    source, row, text = sample
    return f"{source} row {row}: {text}" if text else f"{source} row {row}"
