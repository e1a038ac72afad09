"""Where the handbooks in force ask for different things, and how that was settled."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_besides as wb
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import filled, number
from hegui.report.pdf.look import CELL_BOLD, NOTE
from hegui.report.pdf.text import Words
from hegui.words.conflicts import Conflict


def conflicts(edition: Edition) -> list[Flowable]:
    """A table of them; nothing where there are none."""
    between = edition.record.conflicts
    if not between:
        return []
    columns = [Column(edition.stacked(text), share) for text, share in (
        (w.NUMBER, 12), (wb.CONFLICT_KIND, 16), (wb.CONFLICT_CLAUSES, 42), (wb.HANDLING, 110),
    )]  # fmt: skip
    rows = [
        (
            Words(each.id, CELL_BOLD),
            edition.words(wb.CONFLICT_KINDS[each.kind]),
            Words(_clauses(edition, each)),
            edition.words(each.handling),
        )
        for each in between
    ]
    return [Words(edition.stacked(filled(wb.CONFLICTS_NOTE, n=number(len(between)))), NOTE), table(columns, rows)]


def _clauses(edition: Edition, each: Conflict) -> str:
    """The clauses, those of a handbook that is not in force by its name."""
    known = {slug: handbook.catalogue for slug, handbook in edition.handbooks.items()}
    return "; ".join(f"{known.get(slug, slug)} {clause}" for slug, clause in each.clauses)
