"""Write ``docs/handbooks.md``: every clause of every handbook with what accounts for it; run it when policies change."""  # noqa: INP001 - a script

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from hegui.policy import Policies, load_policies
from hegui.policy.coverage import Account, ClauseCoverage, coverage, totals
from hegui.words.kinds import others
from hegui.words.standards import Handbook, Standard

TOOLS = Path(__file__).parent
PAGE = TOOLS.parent / "docs" / "handbooks.md"
TEMPLATE = TOOLS / "handbooks.md.in"
NOTE = "<!-- Written by tools/handbooks.py from the policies and tools/handbooks.md.in; change those, not this file. -->\n\n"
MARK = re.compile(r"<!-- table: (?P<name>[a-z]+) -->")
ACCOUNTS: Mapping[Account, str] = {
    Account.STANDARDS: "with standards",
    Account.ATTESTATIONS: "with attestations only",
    Account.NOT_CHECKABLE: "not checkable, with the reason",
    Account.NOTHING: "not accounted for",
}


def page() -> str:
    """The whole page."""
    return NOTE + MARK.sub(lambda mark: TABLES[mark["name"]](), TEMPLATE.read_text(encoding="utf-8"))


@cache
def policies() -> Policies:
    """The shipped policies."""
    return load_policies()


@cache
def covered() -> tuple[tuple[Handbook, tuple[ClauseCoverage, ...]], ...]:
    """Each handbook with its clauses."""
    clauses = coverage(policies(), policies().profile("default"))
    return tuple((group[0].handbook, group) for _, each in groupby(clauses, key=lambda c: c.handbook.slug) if (group := tuple(each)))


def all_totals() -> str:
    """A column a handbook and one for all."""
    columns = [totals(clauses) for _, clauses in covered()]
    columns.append(totals([clause for _, clauses in covered() for clause in clauses]))
    rows = [("clauses", [sum(each.clauses.values()) for each in columns])]
    rows += [(name, [each.clauses[account] for each in columns]) for account, name in ACCOUNTS.items()]
    rows += [
        ("catalogue numbers encoded", [each.encoded for each in columns]),
        ("catalogue numbers attested", [each.attested for each in columns]),
    ]
    heads = ["", *(f"{book.catalogue} [{book.slug}](#{book.slug})" for book, _ in covered()), "all"]
    return _table(heads, ([name, *map(str, numbers)] for name, numbers in rows))


def handbooks() -> str:
    """A section a handbook."""
    return "\n\n".join(_handbook(book, clauses) for book, clauses in covered())


def _handbook(book: Handbook, clauses: Sequence[ClauseCoverage]) -> str:
    rows = [
        (each.clause.number, f"{each.clause.title.en}<br>{each.clause.title.zh}", each.clause.checkable.value, "<br>".join(_accounts(each)))
        for each in clauses
    ]
    title = f"## {book.slug}\n\n{book.catalogue} *{book.title.en}*, {book.title.zh}."
    return f"{title}\n\n{_table(('clause', 'title', 'checkable', 'what accounts for it'), rows)}"


def _accounts(each: ClauseCoverage) -> Iterator[str]:
    """Standards with their logs, attestations, and the reason why there is no more."""
    for standard in each.standards:
        yield f"`{standard.id}` {standard.title.en} ({', '.join(_logs(standard))})"
    for entry in each.attestations:
        yield f"`{entry.id}` {entry.title.en} (attested, at most {entry.valid_for})"
    if each.clause.why_not is not None:
        yield f"*{each.clause.why_not.en}*"


def _logs(standard: Standard) -> Iterable[str]:
    return dict.fromkeys([standard.log, *(log for log, _ in others(standard.check))])


def logs() -> str:
    """Every log with the number of standards on it, by handbook."""
    counted = {
        log: [sum(s.log == log and s.handbook == book.slug for s in policies().standards) for book, _ in covered()]
        for log in policies().vocabulary
    }
    rows = [(f"`{log}`", *(str(n) if n else "" for n in numbers), str(sum(numbers))) for log, numbers in counted.items() if sum(numbers)]
    return _table(["log", *(book.catalogue for book, _ in covered()), "all"], rows)


def conflicts() -> str:
    """Where clauses are at odds."""
    numbers = {book.slug: book.catalogue for book, _ in covered()}
    rows = [
        (
            each.id,
            each.kind.value,
            ", ".join(f"{numbers[slug]} {clause}" for slug, clause in each.clauses),
            each.differs.en,
            each.handling.en,
        )
        for each in policies().conflicts
    ]
    return _table(("", "kind", "clauses", "what differs", "how it is settled"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines)


TABLES: Mapping[str, Callable[[], str]] = {"totals": all_totals, "handbooks": handbooks, "logs": logs, "conflicts": conflicts}
"""Every table that the template can ask for."""

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
