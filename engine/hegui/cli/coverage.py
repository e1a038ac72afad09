"""``hegui policies coverage`` and ``hegui policies conflicts``: what accounts for each clause, and where clauses are at odds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from hegui.cli.printing import Layout, say, say_folded, say_json, say_list, say_table
from hegui.policy import load_policies
from hegui.policy.coverage import Account, ClauseCoverage, Totals, coverage, totals
from hegui.report.json_besides import conflict
from hegui.report.json_judgement import text
from hegui.words.conflicts import Conflict
from hegui.words.errors import Exit, Fault, UsageError, nearest
from hegui.words.places import Place

ACCOUNTS: Mapping[Account, str] = {
    Account.STANDARDS: "with standards",
    Account.ATTESTATIONS: "with attestations only",
    Account.LEFT_OUT: "left out by the profile",
    Account.NOT_CHECKABLE: "not checkable, with the reason",
    Account.NOTHING: "NOT ACCOUNTED FOR",
}
ID, LABEL = 6, 10
"""Columns for the id of a conflict, and for what is said of it."""


def show_coverage(folders: Sequence[Path], profile: str | None, layout: Layout) -> Exit:
    """Print every clause with what accounts for it, and the totals of each handbook and of all."""
    policies = load_policies(folders)
    in_force = policies.profile(profile or "default")
    covered = coverage(policies, in_force)
    groups = {slug: list(group) for slug, group in groupby(covered, key=lambda each: each.handbook.slug)}
    if layout is Layout.JSON:
        by_handbook = {slug: _counts(totals(group)) for slug, group in groups.items()}
        say_json(
            {"profile": in_force.name, "clauses": [_clause(c) for c in covered], "handbooks": by_handbook, "all": _counts(totals(covered))}
        )
    else:
        for group in groups.values():
            _say_handbook(group)
        _say_totals(groups, totals(covered))
    return Exit.UNUSABLE if totals(covered).clauses[Account.NOTHING] else Exit.CLEAN


def show_conflicts(folders: Sequence[Path], profile: str | None, handbook: str | None, layout: Layout) -> None:
    """Print the conflicts between the handbooks in force.

    Raises:
        UsageError: there is no such handbook.
    """
    policies = load_policies(folders)
    in_force = policies.profile(profile or "default")
    known = [book.slug for book in policies.handbooks]
    if handbook is not None and handbook not in known:
        raise UsageError(Fault(Place("--handbook"), f"there is no handbook {handbook!r}", nearest(handbook, known)))
    found = [each for each in policies.conflicts_between(in_force) if handbook is None or handbook in each.handbooks]
    if layout is Layout.JSON:
        say_json([conflict(each) for each in found])
        return
    for each in found:
        _say_conflict(each)
    inside = sum(each.inside for each in found)
    say(f"{len(found)} conflicts and tensions, {inside} of them inside one handbook; profile {in_force.name}")


def _say_handbook(clauses: Sequence[ClauseCoverage]) -> None:
    handbook = clauses[0].handbook
    say_folded(f"{handbook.catalogue} {handbook.slug}: {handbook.title.en} / {handbook.title.zh}", 4)
    say_table(
        ["clause", "checkable", "standards", "attested", "title, and why it cannot be checked"],
        [
            (each.clause.number, each.clause.checkable.value, len(each.standards) or "", len(each.attestations) or "", _title(each))
            for each in clauses
        ],
        right=(2, 3),
    )
    counted = Counter(each.clause.checkable.value for each in clauses)
    checkable = ", ".join(f"{number} {name}" for name, number in sorted(counted.items()))
    say(f"{len(clauses)} clauses, checkable: {checkable}; {sum(bool(each.standards) for each in clauses)} with standards")
    say()


def _title(covered: ClauseCoverage) -> str:
    clause = covered.clause
    title = clause.title.en if clause.why_not is None else f"{clause.title.en}. {clause.why_not.en}"
    return f"{title} ({covered.left_out} left out by the profile)" if covered.left_out else title


def _say_totals(groups: Mapping[str, Sequence[ClauseCoverage]], whole: Totals) -> None:
    """A column a handbook and one for all, a row for what accounts for clauses; then the clauses that nothing accounts for."""
    columns = [*(totals(group) for group in groups.values()), whole]
    heads = [*(group[0].handbook.catalogue for group in groups.values()), "all"]
    rows: list[tuple[object, ...]] = [("clauses", *(sum(each.clauses.values()) for each in columns))]
    rows += [(f"  {name}", *(each.clauses[account] or "" for each in columns)) for account, name in ACCOUNTS.items()]
    rows.append(("standards of the catalogue", *(each.encoded + each.attested for each in columns)))
    rows.append(("  encoded", *(each.encoded or "" for each in columns)))
    rows.append(("  attested", *(each.attested or "" for each in columns)))
    say_table(["totals", *heads], rows, right=tuple(range(1, len(heads) + 1)), uncut=(0,))
    missing = [each for group in groups.values() for each in group if each.account is Account.NOTHING]
    if missing:
        say_list("not accounted for: ", [f"{each.handbook.catalogue} {each.clause.number}" for each in missing])


def _counts(of: Totals) -> dict[str, object]:
    return {
        "clauses": {account.value: number for account, number in of.clauses.items()},
        "catalogue": {"encoded": of.encoded, "attested": of.attested},
    }


def _clause(covered: ClauseCoverage) -> dict[str, object]:
    clause = covered.clause
    return {
        "handbook": covered.handbook.slug,
        "clause": clause.number,
        "title": text(clause.title),
        "checkable": clause.checkable.value,
        "why_not": None if clause.why_not is None else text(clause.why_not),
        "account": covered.account.value,
        "standards": [standard.id for standard in covered.standards],
        "attestations": [entry.id for entry in covered.attestations],
        "left_out": covered.left_out,
    }


def _say_conflict(each: Conflict) -> None:
    clauses = "; ".join(f"{slug} {', '.join(number for book, number in each.clauses if book == slug)}" for slug in each.handbooks)
    say_folded(f"{each.id:<{ID}}{each.kind.value}{' inside one handbook' if each.inside else ''}: {clauses}", ID)
    for name, said in (("differs", each.differs), ("handled", each.handling), ("no key", each.apart)):
        for label, line in zip((name, ""), (said.en, said.zh) if said else (), strict=False):
            say_folded(f"{'':<{ID}}{label:<{LABEL}}{line}", ID + LABEL)
    if each.standards:
        say_list(f"{'':<{ID}}{'standards':<{LABEL}}", each.standards)
    say()
