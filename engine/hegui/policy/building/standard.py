"""From the shape of a standard to the standard; kept as a draft, so that a profile can set other figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hegui.policy.building import figures
from hegui.policy.building.check import check
from hegui.policy.building.examples import examples
from hegui.policy.building.expression import condition
from hegui.policy.building.handbook import slug
from hegui.policy.building.scope import Scope
from hegui.policy.faults import At, Faults
from hegui.policy.shapes.base import text_or_none
from hegui.policy.shapes.standard import StandardShape
from hegui.words.errors import nearest
from hegui.words.profiles import Override
from hegui.words.standards import Handbook, Parameter, Remedy, Source, Standard
from hegui.words.vocabulary import Log

SHARES = ("tolerance", "max_unknown")
"""Properties that a profile sets like parameters, in per cent."""


@dataclass(frozen=True)
class Draft:
    """A standard as its file gives it, with what it takes to build it."""

    shape: StandardShape
    at: At
    handbook: Handbook
    log: Log
    overrides: Mapping[str, Override] = field(default_factory=dict)
    """What a profile sets, by name of the parameter."""

    def with_overrides(self, overrides: Mapping[str, Override], faults: Faults) -> Draft:
        """The same standard with other figures."""
        return replace(self, overrides=overrides, at=replace(self.at, faults=faults))

    def standard(self) -> Standard | None:
        """Build the standard; None where its check cannot be built. Whatever is wrong is noted."""
        shape, at = self.shape, self.at
        scope = self._scope()
        built = check(shape.check, scope, at / "check")
        where = condition(shape.where, scope, at / "where")
        for name in scope.parameters:
            if name not in scope.used | scope.broken:
                (at / "parameters" / name).style(f"the parameter {name!r} is not used", "use it in the check, or remove it", key=True)
        rows = tuple(examples(block, scope, self._block(index)) for index, block in enumerate(shape.examples))
        if built is None:
            return None
        return Standard(
            id=shape.id,
            handbook=self.handbook.slug,
            clause=shape.clause,
            title=shape.title.text(),
            force=shape.force,
            log=shape.log,
            check=built,
            remedy=Remedy(shape.remedy.correction.text(), shape.remedy.corrective.text(), shape.remedy.verification.text()),
            responsible=shape.responsible,
            cause=shape.cause,
            catalogue=shape.catalogue,
            where=where,
            limits_same=shape.limits_same,
            parameters=scope.parameters,
            tolerance_bp=self._basis_points("tolerance", shape.tolerance),
            max_unknown_bp=self._basis_points("max_unknown", shape.max_unknown),
            note=text_or_none(shape.note),
            examples=rows,
            place=at.place,
        )

    def names(self) -> None:
        """Note what is wrong with the id and the clause."""
        shape, at = self.shape, self.at
        numbers = [clause.number for clause in self.handbook.clauses]
        if shape.clause not in numbers:
            (at / "clause").wrong(f"{self.handbook.slug} has no clause {shape.clause!r}", nearest(shape.clause, numbers))
            return
        begin = f"{self.handbook.slug}.{slug(shape.clause)}."
        rest = shape.id.removeprefix(begin)
        if rest == shape.id or "." in rest:
            (at / "id").wrong(f"the id {shape.id!r} does not name its handbook and clause", f"write {begin}<what-is-asked>")

    def _block(self, index: int) -> At:
        """Where a block of examples stands; a single one may stand without a list."""
        return self.at / "examples" / index

    def _scope(self) -> Scope:
        found = dict[str, Parameter]()
        scope = Scope(self.log, found)
        for name, shape in self.shape.parameters.items():
            there = self.at / "parameters" / name
            if name in self.log.fields or name in SHARES:
                there.wrong(
                    f"the parameter {name!r} is called like {'a field of the log' if name in self.log.fields else 'a property'}", key=True
                )
            override = self.overrides.get(name)
            try:
                value = figures.value(override.value if override else shape.value)
            except ValueError as error:
                (there / "value").said(str(error))
                value = shape.value
                scope.broken.add(name)
            source = Source.PROFILE if override else Source(shape.source)
            found[name] = Parameter(name, value, source, text_or_none(shape.note), override.reason if override else "")
        return scope

    def _basis_points(self, name: str, per_cent: Decimal) -> int:
        override = self.overrides.get(name)
        return share_in_basis_points(override.value) if override else int(per_cent * 100)


def share_in_basis_points(text: str) -> int:
    """Per cent as basis points.

    Raises:
        ValueError: it is no share, or finer than a basis point.
    """
    whole, _, rest = text.partition(".")
    if not (whole.isdecimal() and (rest.isdecimal() or not rest) and len(rest) <= 2) or Decimal(text) > 100:
        message = f"{text!r} is not a share in per cent; write a number from 0 to 100 with at most two decimals"
        raise ValueError(message)
    return int(Decimal(text) * 100)
