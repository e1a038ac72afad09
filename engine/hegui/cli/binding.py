"""``hegui logs inspect`` and ``hegui init``: how logs are read, shown to a person and written into a job file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer
import yaml

from hegui.cli import visible
from hegui.cli.tables import print_table
from hegui.words.bound import BoundLog
from hegui.words.errors import Fault, UsageError
from hegui.words.jobs import LogSource
from hegui.words.places import Place


def show_bindings(files: Sequence[Path], log: str | None, folders: Sequence[Path]) -> None:
    """Print what was bound to what, and what could not be read."""
    for bound in _bind(files, log, folders):
        account = bound.account
        typer.echo(f"{bound.log.name}: {bound.log.title.en} / {bound.log.title.zh}, {bound.shape.value}")
        for source in bound.sources:
            typer.echo(visible(f"  {source.name}: {source.rows:,} rows, {source.note}"))
        print_table(
            ["field", "header", "bound by", "type", ""],
            [(c.field, c.header, c.by, bound.log.fields[c.field].type.value, "please confirm" if c.ask else "") for c in bound.columns],
        )
        if bound.unbound:
            typer.echo(visible("not bound: " + ", ".join(bound.unbound)))
        missing = [name for name in bound.log.fields if name not in bound.bound]
        if missing:
            typer.echo("not in the file: " + ", ".join(missing))
        aside = {**account.set_aside, **{f"void: {reason}": rows for reason, rows in account.void.items()}}
        typer.echo(
            f"rows: {account.read:,} read, {account.used:,} used" + "".join(f", {rows:,} {why}" for why, rows in sorted(aside.items()))
        )
        if bound.faults:
            print_table(
                ["fault", "field", "cells", "for instance"],
                [(f.title.en, f.field, f"{f.count:,}", _sample(f.samples[0]) if f.samples else "") for f in bound.faults],
                right=(2,),
            )


def write_job(files: Sequence[Path], job: Path, folders: Sequence[Path], *, force: bool) -> str:
    """Write a job file with the bindings found.

    Raises:
        HeguiError: the logs cannot be read, or the job file exists already.
    """
    if job.exists() and not force:
        raise UsageError(Fault(Place(str(job)), "exists already", "name another file with --job, or give --force"))
    bound = _bind(files, None, folders)
    logs = [_entry(each) for each in bound]
    content = {"name": "audit", "title": "", "organisation": "", "audited_unit": "", "profile": "default", "logs": logs}
    header = "# Job file of hegui. Confirm the columns, then say for whom the audit is; `hegui check` takes this file.\n"
    job.write_text(header + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
    confirm = sorted({f"{each.log.name}.{column.field}" for each in bound for column in each.columns if column.ask})
    return f"{job} written" + (f"; please confirm {', '.join(confirm)}" if confirm else "")


def _entry(bound: BoundLog) -> dict[str, object]:
    return {
        "log": bound.log.name,
        "files": [source.name for source in bound.sources],
        "shape": bound.shape.value,
        "columns": {column.field: column.header for column in bound.columns if column.by != "event"},
        "extent": "full",
    }


def _bind(files: Sequence[Path], log: str | None, folders: Sequence[Path]) -> tuple[BoundLog, ...]:
    from hegui.log import bind_logs, open_engine
    from hegui.policy import load_policies

    policies = load_policies(folders)
    sources = [LogSource(files=(str(file),), log=log) for file in files]
    with open_engine() as engine:
        return bind_logs(engine, sources, policies.vocabulary, mask_key="inspection").logs


def _sample(sample: tuple[str, int, str]) -> str:
    source, row, text = sample
    return f"{source} row {row}: {text}"
