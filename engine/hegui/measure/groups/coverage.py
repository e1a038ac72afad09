"""``coverage``: all named items occur among the rows of a unit in a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.groups.calendar import placed
from hegui.measure.groups.members import SURE, grouped, instances, members
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Coverage


def coverage(check: Coverage, ground: Ground) -> ir.Table:
    """Compile a coverage.

    A row that may not belong to the group could bring the items it holds, one whose field nobody knows any item, or all if it is a list.
    """
    cell = ground.view.cell(check.field)
    listed = cell.value.type().is_array()
    holds = {_holds(n): cell.value.contains(item) if listed else cell.value == item for n, item in enumerate(check.items)}
    rows = members(ground, check, blank=cell.value.isnull(), **{name: held.fill_null(False) for name, held in holds.items()})
    known = rows[SURE] & ~rows["blank"]
    groups = grouped(
        rows,
        known,
        blanks=rows["blank"].sum(),
        **{f"found {name}": (known & rows[name]).max() for name in holds},
        **{f"likely {name}": rows[name].max() for name in holds},
    )
    missing = sum(((~groups[f"found {name}"]).cast("int64") for name in holds), start=ibis.literal(0, "int64"))
    hopeless = sum(((~groups[f"likely {name}"]).cast("int64") for name in holds), start=ibis.literal(0, "int64"))
    fillable = (hopeless == 0) | (groups["blanks"] > 0 if listed else groups["blanks"] >= hopeless)
    ladder = placed(ground, groups, check.per).when(missing == 0, v.CONFORMING).when(fillable, v.UNKNOWN_MEMBERS)
    return instances(ground, check.per, groups, ladder.otherwise(v.ITEMS_MISSING), {"missing_items": _names(check, groups)})


def _holds(item: int) -> str:
    """Column of the item of that place."""
    return f"item {item}"


def _names(check: Coverage, groups: ir.Table) -> ir.StringValue:
    """The items that do not occur, in the order of the check."""
    absent = [ibis.ifelse(groups[f"found {_holds(n)}"], ibis.null("string"), item) for n, item in enumerate(check.items)]
    return ibis.array(absent).join(", ").nullif("")
