"""Gathering the files of all folders into logs, handbooks, standards, rules, calendars and profiles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hegui.policy.building.calendar import CalendarPlan, calendar
from hegui.policy.building.handbook import handbook
from hegui.policy.building.judgement import rule
from hegui.policy.building.profile import Layer
from hegui.policy.building.standard import Draft
from hegui.policy.building.vocabulary import log
from hegui.policy.document import Document
from hegui.policy.faults import At, Faults
from hegui.policy.files import Kind, PolicyFile, Root, policy_files
from hegui.policy.reading import read_document
from hegui.policy.shapes.calendar import CalendarShape
from hegui.policy.shapes.handbook import HandbookShape
from hegui.policy.shapes.judgement import RuleShape
from hegui.policy.shapes.profile import ProfileShape
from hegui.policy.shapes.standard import StandardShape
from hegui.policy.shapes.vocabulary import LogShape
from hegui.policy.wording import fitted
from hegui.words.errors import nearest
from hegui.words.places import Place
from hegui.words.profiles import Rule
from hegui.words.standards import Handbook
from hegui.words.vocabulary import Log

CALLED = {
    Kind.VOCABULARY: "log",
    Kind.HANDBOOK: "handbook",
    Kind.STANDARDS: "standard",
    Kind.JUDGEMENT: "rule",
    Kind.CALENDAR: "calendar",
    Kind.PROFILE: "profile",
}
"""What a file of each kind holds, as faults call it."""


@dataclass
class Gathered:
    """What the files hold, as far as each can be built by itself."""

    faults: Faults
    logs: dict[str, Log] = field(default_factory=dict)
    handbooks: dict[str, tuple[Handbook, At]] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    calendars: dict[str, CalendarPlan] = field(default_factory=dict)
    layers: dict[str, Layer] = field(default_factory=dict)
    files: list[tuple[str, str]] = field(default_factory=list)
    """Name and SHA-256 of each."""
    broken: set[tuple[Kind, str]] = field(default_factory=set)
    """Things that exist and could not be built: naming them is no second fault."""
    _places: dict[tuple[Kind, str], Place] = field(default_factory=dict)

    @property
    def unreadable(self) -> frozenset[str]:
        """Logs that exist and could not be built."""
        return frozenset(name for kind, name in self.broken if kind is Kind.VOCABULARY)

    def is_first(self, kind: Kind, name: str, at: At) -> bool:
        """Whether nothing of that kind and name was there before; a second one is a fault."""
        first = self._places.setdefault((kind, name), at.place)
        if first == at.place:
            return True
        at.wrong(f"the {CALLED[kind]} {name!r} is given a second time", f"it stands at {first} already")
        return False


def gather(roots: Sequence[Root], faults: Faults) -> Gathered:
    """Read all files of all folders; whatever is wrong with any is noted."""
    found = Gathered(faults)
    documents: dict[Kind, list[tuple[PolicyFile, At]]] = defaultdict(list)
    for root in roots:
        for file in policy_files(root, faults):
            document = read_document(file.path, file.place, faults)
            if document is None:
                found.broken.add((file.kind, file.folder if file.kind is Kind.HANDBOOK else file.path.stem))
            else:
                found.files.append((file.name, document.sha256))
                documents[file.kind].append((file, At(document, faults)))
    for file, at in documents[Kind.VOCABULARY]:
        _log(found, file, at)
    for file, at in documents[Kind.HANDBOOK]:
        _handbook(found, file, at)
    for file, at in documents[Kind.STANDARDS]:
        _standards(found, file, at)
    for _, at in documents[Kind.JUDGEMENT]:
        _rules(found, at)
    for file, at in documents[Kind.CALENDAR]:
        _calendar(found, file, at)
    for file, at in documents[Kind.PROFILE]:
        _profile(found, file, at)
    found.files.sort()
    return found


def _named(found: Gathered, document: Document, kind: Kind, key: str) -> None:
    """Remember what a file that does not fit its shape would have been called."""
    name = document.top.get(key)
    if isinstance(name, str):
        found.broken.add((kind, name))


def _file_name(file: PolicyFile, name: str, at: At) -> None:
    if file.path.stem != name:
        at.style(f"{name!r} stands in a file called {file.path.name!r}", f"call the file {name}.yaml")


def _log(found: Gathered, file: PolicyFile, at: At) -> None:
    shape = fitted(LogShape, at.document.data, at)
    if shape is None:
        _named(found, at.document, Kind.VOCABULARY, "log")
    elif found.is_first(Kind.VOCABULARY, shape.log, at / "log"):
        _file_name(file, shape.log, at / "log")
        found.logs[shape.log] = log(shape, at)


def _handbook(found: Gathered, file: PolicyFile, at: At) -> None:
    shape = fitted(HandbookShape, at.document.data, at)
    if shape is None:
        found.broken.add((Kind.HANDBOOK, file.folder))
        _named(found, at.document, Kind.HANDBOOK, "handbook")
        return
    if shape.handbook != file.folder:
        (at / "handbook").wrong(f"the handbook {shape.handbook!r} lies in a folder called {file.folder!r}", "call both the same")
        found.broken.add((Kind.HANDBOOK, file.folder))
    if found.is_first(Kind.HANDBOOK, shape.handbook, at / "handbook"):
        found.handbooks[shape.handbook] = (handbook(shape, at), at)


def _items(at: At, what: str) -> Iterator[tuple[object, At]]:
    """Entries of a file that is a list."""
    data = at.document.data
    if not isinstance(data, list):
        at.wrong(f"expected a list of {what}", "begin each with '- id:'")
        return
    yield from ((item, at / index) for index, item in enumerate(data))


def _standards(found: Gathered, file: PolicyFile, at: At) -> None:
    book = found.handbooks.get(file.folder)
    if book is None and (Kind.HANDBOOK, file.folder) not in found.broken:
        at.wrong(
            f"there is no handbook {file.folder!r}",
            f"write {file.folder}/handbook.yaml, or {nearest(file.folder, found.handbooks) or 'move the file'}",
        )
    for item, there in _items(at, "standards"):
        shape = fitted(StandardShape, item, there)  # type: ignore[arg-type]  # part of a document
        if shape is None:
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                found.broken.add((Kind.STANDARDS, item["id"]))
            continue
        if not found.is_first(Kind.STANDARDS, shape.id, there / "id"):
            continue
        known = found.logs.get(shape.log)
        if known is None and (Kind.VOCABULARY, shape.log) not in found.broken:
            (there / "log").wrong(f"there is no log {shape.log!r}", nearest(shape.log, found.logs))
        if book and known:
            found.drafts[shape.id] = Draft(shape, there, book[0], known, found.logs, found.unreadable)
        else:
            found.broken.add((Kind.STANDARDS, shape.id))


def _rules(found: Gathered, at: At) -> None:
    for item, there in _items(at, "rules"):
        shape = fitted(RuleShape, item, there)  # type: ignore[arg-type]  # part of a document
        built = rule(shape, there) if shape is not None else None
        if built is None:
            found.broken.add((Kind.JUDGEMENT, ""))
        elif found.is_first(Kind.JUDGEMENT, built.id, there / "id"):
            found.rules[built.id] = built


def _calendar(found: Gathered, file: PolicyFile, at: At) -> None:
    shape = fitted(CalendarShape, at.document.data, at)
    if shape is None:
        _named(found, at.document, Kind.CALENDAR, "calendar")
    elif found.is_first(Kind.CALENDAR, shape.calendar, at / "calendar"):
        _file_name(file, shape.calendar, at / "calendar")
        found.calendars[shape.calendar] = calendar(shape, at)


def _profile(found: Gathered, file: PolicyFile, at: At) -> None:
    shape = fitted(ProfileShape, at.document.data, at)
    if shape is None:
        _named(found, at.document, Kind.PROFILE, "profile")
        return
    below = found.layers.get(shape.profile)
    extends = below is not None and shape.extends is not None
    if not extends and not found.is_first(Kind.PROFILE, shape.profile, at / "profile"):
        return
    _file_name(file, shape.profile, at / "profile")
    found.layers[shape.profile] = Layer(shape, at, below)
