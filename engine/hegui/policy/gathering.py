"""Gathering the files of all folders into logs, handbooks, standards, rules, calendars and profiles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from hegui.policy.building.calendar import calendar
from hegui.policy.building.handbook import handbook
from hegui.policy.building.profile import Layer
from hegui.policy.building.vocabulary import log
from hegui.policy.document import Document
from hegui.policy.entries import gather_attestations, gather_conflicts, gather_rules, gather_standards
from hegui.policy.faults import At, Faults
from hegui.policy.files import Kind, PolicyFile, Root, policy_files
from hegui.policy.gathered import Gathered
from hegui.policy.reading import read_document
from hegui.policy.shapes.calendar import CalendarShape
from hegui.policy.shapes.handbook import HandbookShape
from hegui.policy.shapes.profile import ProfileShape
from hegui.policy.shapes.vocabulary import LogShape
from hegui.policy.wording import fitted


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
    for kind, gather_file in _IN_ORDER.items():
        for file, at in documents[kind]:
            gather_file(found, file, at)
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


_IN_ORDER: Mapping[Kind, Callable[[Gathered, PolicyFile, At], None]] = {
    Kind.VOCABULARY: _log,
    Kind.HANDBOOK: _handbook,
    Kind.STANDARDS: gather_standards,
    Kind.ATTESTATIONS: gather_attestations,
    Kind.CONFLICTS: gather_conflicts,
    Kind.JUDGEMENT: gather_rules,
    Kind.CALENDAR: _calendar,
    Kind.PROFILE: _profile,
}
"""How files of each kind are gathered; what others name comes first."""
