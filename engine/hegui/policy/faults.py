"""Gathering faults while policies are read, so that all of them are reported at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hegui.policy.document import Document, Step
from hegui.words.errors import Fault, HeguiError
from hegui.words.places import Place


@dataclass
class Faults:
    """What was found so far."""

    wrong: list[Fault] = field(default_factory=list)
    """Makes the files unusable."""
    style: list[Fault] = field(default_factory=list)
    """Should be mended, but can be worked with; only lint reports it."""

    def add(self, place: Place, what: str, remedy: str = "") -> None:
        """Note a fault that makes the files unusable."""
        self.wrong.append(Fault(place, what, remedy))

    def all(self) -> tuple[Fault, ...]:
        """Every fault once, in the order of the files."""
        return tuple(sorted({*self.wrong, *self.style}))

    def raise_as(self, error: type[HeguiError]) -> None:
        """Raise what makes the files unusable, if there is any."""
        if self.wrong:
            raise error(self.wrong)


@dataclass(frozen=True)
class At:
    """A part of a document, as those who check it hold it: ``at / "check" / "deadline"`` goes down."""

    document: Document
    faults: Faults
    path: tuple[Step, ...] = ()
    on_key: bool = False
    """Whether the last key is meant, not its value."""

    @property
    def key(self) -> At:
        """The key of it, for what is wrong with a name that stands there."""
        return replace(self, on_key=True)

    def __truediv__(self, step: Step) -> At:
        return replace(self, path=(*self.path, step))

    @property
    def place(self) -> Place:
        """Where it stands in its file."""
        return self.document.place(self.path)

    @property
    def noted(self) -> int:
        """How many faults that make files unusable were noted so far, here or elsewhere."""
        return len(self.faults.wrong)

    def wrong(self, what: str, remedy: str = "", *, key: bool = False, offset: int = 0) -> None:
        """Note a fault here that makes the files unusable."""
        self.faults.wrong.append(Fault(self.document.place(self.path, key=key or self.on_key, offset=offset), what, remedy))

    def said(self, message: str, *, offset: int = 0) -> None:
        """Note a fault here from a message that says what is wrong and, after a semicolon, what to do."""
        what, _, remedy = message.partition("; ")
        self.wrong(what, remedy, offset=offset)

    def style(self, what: str, remedy: str = "", *, key: bool = False) -> None:
        """Note a fault here that only lint reports."""
        self.faults.style.append(Fault(self.document.place(self.path, key=key), what, remedy))
