"""From the shape of a standard to the standard; kept as a draft, so that a profile can set other figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hegui.policy.building import figures
from hegui.policy.building.check import check
from hegui.policy.building.examples import examples
from hegui.policy.building.expression import condition
from hegui.policy.building.handbook import id_and_clause
from hegui.policy.building.scenarios import scenario
from hegui.policy.building.scope import Scope
from hegui.policy.faults import At, Faults
from hegui.policy.shapes.base import text_or_none
from hegui.policy.shapes.examples import ScenarioShape
from hegui.policy.shapes.standard import StandardShape
from hegui.words.errors import nearest
from hegui.words.expressions import Expr
from hegui.words.kinds import KIND_OF, Check, others, scope_of
from hegui.words.kinds import Scope as About
from hegui.words.profiles import Override
from hegui.words.standards import Examples, Handbook, Parameter, Remedy, Scenario, Source, Standard
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
    logs: Mapping[str, Log] = field(default_factory=dict)
    """The vocabulary, for checks that look at another log."""
    unreadable: frozenset[str] = frozenset()
    """Logs whose file is wrong."""
    overrides: Mapping[str, Override] = field(default_factory=dict)
    """What a profile sets, by name of the parameter."""

    def with_overrides(self, overrides: Mapping[str, Override], faults: Faults) -> Draft:
        """The same standard with other figures."""
        return replace(self, overrides=overrides, at=replace(self.at, faults=faults))

    def standard(self) -> Standard | None:
        """Build the standard; None where its check cannot be built. Whatever is wrong is noted."""
        shape, at = self.shape, self.at
        scope = self._scope()
        built, where = self._built(scope)
        for name in scope.parameters:
            if name not in scope.used | scope.broken:
                (at / "parameters" / name).style(f"the parameter {name!r} is not used", "use it in the check, or remove it", key=True)
        rows, scenarios = self._examples(built, scope)
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
            left_out={name: text.text() for name, text in shape.left_out.items()},
            examples=rows,
            scenarios=scenarios,
            unset=tuple(sorted(scope.unset)),
            place=at.place,
        )

    def names(self) -> None:
        """Note what is wrong with the id and the clause."""
        id_and_clause(self.shape.id, self.shape.clause, self.handbook, self.at, "what-is-asked")

    def _built(self, scope: Scope) -> tuple[Check | None, Expr | None]:
        """The check and what it applies to."""
        return check(self.shape.check, scope, self.at / "check"), condition(self.shape.where, scope, self.at / "where")

    def _examples(self, built: Check | None, scope: Scope) -> tuple[tuple[Examples, ...], tuple[Scenario, ...]]:
        """Examples of both forms; a single one may stand without a list."""
        rows, scenarios = list[Examples](), list[Scenario]()
        for index, block in enumerate(self.shape.examples):
            there = self.at / "examples" / index
            if isinstance(block, ScenarioShape):
                self._parameters(block, scope, there)
                scenarios.append(scenario(block, built, scope, there))
                continue
            if built is not None and (scope_of(built) is not About.CASE or any(others(built))):
                there.wrong(f"examples of {KIND_OF[type(built)]} say what is given and what is expected", "write 'given' and 'expect'")
            elif scope.unset:
                there.wrong(_not_set(scope.unset), "write 'given' and 'expect', and set it under 'parameters'")
            rows.append(examples(block, built, scope, there))
        return tuple(rows), tuple(scenarios)

    def _parameters(self, shape: ScenarioShape, scope: Scope, at: At) -> None:
        """Note figures of a scenario that do not fit, and those that it lacks."""
        there = at / "parameters"
        for name in shape.parameters:
            if name not in self.shape.parameters:
                (there / name).wrong(f"the standard has no parameter {name!r}", nearest(name, self.shape.parameters), key=True)
        if lacking := scope.unset - shape.parameters.keys():
            there.wrong(_not_set(lacking), "set it under 'parameters' of the example")
        if shape.parameters.keys() <= self.shape.parameters.keys() and shape.parameters:
            own = Faults()
            other = self.with_parameters(shape.parameters, own)
            other._built(other._scope())  # noqa: SLF001 - its own class
            for fault in own.wrong:
                there.wrong(fault.what, fault.remedy)

    def with_parameters(self, figures: Mapping[str, str], faults: Faults) -> Draft:
        """The same standard with the figures of an example."""
        own = {name: Override(self.shape.id, name, text, "") for name, text in figures.items()}
        return self.with_overrides({**self.overrides, **own}, faults)

    def _scope(self) -> Scope:
        found = dict[str, Parameter]()
        scope = Scope(self.log, found, logs=self.logs, unreadable=self.unreadable)
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
            if value is None and shape.source == "handbook":
                (there / "value").wrong(f"the parameter {name!r} has no value, and the handbook is its source", "write 'source: default'")
            source = Source.PROFILE if override else Source(shape.source)
            reason = override.reason if override else ""
            found[name] = Parameter(name, value, source, text_or_none(shape.note), reason, text_or_none(shape.title))
        return scope

    def _basis_points(self, name: str, per_cent: Decimal) -> int:
        override = self.overrides.get(name)
        return share_in_basis_points(override.value) if override else int(per_cent * 100)


def _not_set(names: Iterable[str]) -> str:
    return f"nobody has set {', '.join(map(repr, sorted(names)))}"


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
