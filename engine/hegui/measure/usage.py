"""Which waivers and upheld objections took a breach out of the count; the others are listed as unused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import ibis

from hegui.measure import exempt
from hegui.measure.cells import ID
from hegui.measure.ground import PLACE, REASON
from hegui.measure.moments import any_of
from hegui.measure.precedence import rule
from hegui.measure.texts import names_of
from hegui.measure.waived import covers, objections_to, waivers_of
from hegui.words.verdicts import OBJECTION_UPHELD, WAIVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hegui.measure.instancing import Listed
    from hegui.measure.judged import Judged
    from hegui.words.measured import Setting
    from hegui.words.profiles import Objection, Waiver
    from hegui.words.standards import Standard


def waivers_of_cases(judged: Judged, setting: Setting) -> Iterator[Waiver]:
    """The waivers that cover a waived case of the log; several may cover the same one."""
    for standard in judged.standards:
        concerned = waivers_of(standard, setting)
        if not concerned:
            continue
        waived = judged.table.filter(judged.reason(standard) == WAIVED.number).select(ID)
        view = replace(judged.view, table=judged.view.table.semi_join(waived, ID))
        ruling = rule(standard, view)
        names = names_of(view, setting.mask_key)
        counts = {str(number): covers(waiver, ruling, view.table, names).sum() for number, waiver in enumerate(concerned)}
        found = judged.shelf.fetch(view.table.aggregate(**counts))
        yield from (waiver for number, waiver in enumerate(concerned) if found[str(number)][0].as_py())


def waivers_of_instances(listed: Listed, setting: Setting) -> Iterator[Waiver]:
    """The waivers that cover a waived slot or group of the log."""
    concerned = [(waiver, listed.place(standard)) for standard in listed.standards for waiver in waivers_of(standard, setting)]
    if not concerned:
        return
    waived = listed.table.filter(listed.table[REASON] == WAIVED.number)
    called = {place: exempt.entities_of(waived, setting.mask_key if place in listed.personal else None) for _, place in concerned}
    counts = {str(number): exempt.covers(waiver, place, waived, called[place]).sum() for number, (waiver, place) in enumerate(concerned)}
    found = listed.shelf.fetch(waived.aggregate(**counts))
    yield from (waiver for number, (waiver, _) in enumerate(concerned) if found[str(number)][0].as_py())


def objections_to_cases(judged: Judged, setting: Setting) -> Iterator[Objection]:
    """The upheld objections that take a case of the log out of the count."""
    told = [standard for standard in judged.standards if objections_to(standard, setting)]
    if not told:
        return
    upheld = judged.table.filter(any_of([judged.reason(standard) == OBJECTION_UPHELD.number for standard in told]))
    reasons = {standard.id: replace(judged, table=upheld).reason(standard) for standard in told}
    names = names_of(replace(judged.view, table=upheld), setting.mask_key)
    found = judged.shelf.fetch(upheld.select(names=ibis.array(names), **reasons))
    for standard in told:
        numbers = zip(found["names"].to_pylist(), found[standard.id].to_pylist(), strict=True)
        yield from _to(standard, {name for names, number in numbers if number == OBJECTION_UPHELD.number for name in names}, setting)


def objections_to_instances(listed: Listed, setting: Setting) -> Iterator[Objection]:
    """The upheld objections that take a slot or group of the log out of the count."""
    told = [standard for standard in listed.standards if objections_to(standard, setting)]
    if not told:
        return
    upheld = listed.table.filter(listed.table[REASON] == OBJECTION_UPHELD.number)
    called = ibis.array([exempt.name_of(upheld, entity) for entity in exempt.entities_of(upheld, setting.mask_key)])
    found = listed.shelf.fetch(upheld.select(PLACE, names=called))
    rows = list(zip(found[PLACE].to_pylist(), found["names"].to_pylist(), strict=True))
    for standard in told:
        yield from _to(standard, {name for place, names in rows if place == listed.place(standard) for name in names}, setting)


def _to(standard: Standard, keys: set[str], setting: Setting) -> Iterator[Objection]:
    return (objection for objection in objections_to(standard, setting) if objection.key in keys)
