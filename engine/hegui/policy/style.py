"""What only lint reports: policies can be used with it, and should not be shipped with it."""

from __future__ import annotations

from hegui.policy.building.standard import Draft
from hegui.policy.choice import chosen, matches
from hegui.policy.faults import At
from hegui.policy.files import Kind
from hegui.policy.gathered import Gathered
from hegui.policy.library import Policies
from hegui.policy.reach import reachable
from hegui.words.attestations import Attestable
from hegui.words.conflicts import Conflict, ConflictKind
from hegui.words.errors import Fault
from hegui.words.figure_titles import FIGURE_TITLES
from hegui.words.places import Place
from hegui.words.standards import Checkable, Standard
from hegui.words.text import Text

STOPS = (".", "。")


def style(gathered: Gathered, library: Policies) -> None:
    """Note what is against good style in all files."""
    for book, at in gathered.handbooks.values():
        for index, clause in enumerate(book.clauses):
            _stop(clause.summary, at / "clauses" / index / "summary")
            _stop(clause.why_not, at / "clauses" / index / "why_not")
    if not any(kind in {Kind.STANDARDS, Kind.ATTESTATIONS} for kind, _ in gathered.broken):
        _accounts(gathered, library)
    for standard in library.standards:
        _standard(standard, gathered.drafts[standard.id])
    for entry in library.attestable:
        _attestable(entry, gathered.attestable[entry.id][1])
    for conflict in library.conflicts:
        _conflict(conflict, library, gathered.conflicts[conflict.id][1])
    _titles(gathered, library)
    _owners(gathered, library)


def _accounts(gathered: Gathered, library: Policies) -> None:
    """Clauses that a log could show, or a person attest, and nothing asks for."""
    asked = {(entry.handbook, entry.clause) for entry in library.entries}
    for book, at in gathered.handbooks.values():
        for index, clause in enumerate(book.clauses):
            if clause.checkable is not Checkable.NO and (book.slug, clause.number) not in asked:
                what = f"clause {clause.number!r} is not accounted for: no standard and no attestation asks for it"
                (at / "clauses" / index / "number").style(what, "write one, or say why it cannot be checked")


def _titles(gathered: Gathered, library: Policies) -> None:
    """Titles that two have."""
    titles: dict[str, str] = {}
    for entry in library.entries:
        at = gathered.drafts[entry.id].at if isinstance(entry, Standard) else gathered.attestable[entry.id][1]
        for language, title in (("zh", entry.title.zh), ("en", entry.title.en)):
            first = titles.setdefault(title, entry.id)
            if first != entry.id:
                (at / "title" / language).style(f"the title is that of {first} too", "say what differs")


def _attestable(entry: Attestable, at: At) -> None:
    for name, text in (("statement", entry.statement), ("field", entry.field), ("note", entry.note)):
        _stop(text, at / name)


def _conflict(conflict: Conflict, library: Policies, at: At) -> None:
    for name, text in (("differs", conflict.differs), ("handling", conflict.handling), ("apart", conflict.apart)):
        _stop(text, at / name)
    named = [standard for standard in library.standards if any(matches(pattern, standard.id) for pattern in conflict.standards)]
    keys = {standard.same for standard in named}
    if conflict.kind is ConflictKind.CONFLICT and len(keys) > 1 and conflict.apart is None:
        (at / "standards").style(
            f"the standards of {conflict.id} limit {', '.join(sorted(keys))}", "give them one 'limits_same', or say why not under 'apart'"
        )


def _standard(standard: Standard, draft: Draft) -> None:
    at = draft.at
    remedy = standard.remedy
    for name, text in (("correction", remedy.correction), ("corrective", remedy.corrective), ("verification", remedy.verification)):
        _stop(text, at / "remedy" / name)
    _stop(standard.note, at / "note")
    for name, why in standard.left_out.items():
        _stop(why, at / "left_out" / name)
    for name, parameter in standard.parameters.items():
        _stop(parameter.note, at / "parameters" / name / "note")
        if parameter.title is None and name not in FIGURE_TITLES:
            (at / "parameters" / name).style(f"the parameter {name!r} has no title for the report", "give it a 'title'", key=True)
    if not standard.examples and not standard.scenarios:
        at.style(f"{standard.id} has no examples", "give a row for each verdict it can reach")
        return
    rows = [row for block in standard.examples for row in block.rows] + [row for block in standard.scenarios for row in block.rows]
    given = {row.reason or row.verdict for row in rows}
    missing = [code for code in reachable(standard, draft.log) if code not in given]
    if missing:
        (at / "examples").style(f"no example row ends in {', '.join(missing)}", "add a row for each", key=True)


def _stop(text: Text | None, at: At) -> None:
    if text is None:
        return
    for language, said in (("zh", text.zh), ("en", text.en)):
        if not said.endswith(STOPS):
            (at / language).style("the text does not end in a full stop", "end it with . or 。")


def _owners(gathered: Gathered, library: Policies) -> None:
    """Roles of standards in force without an owner."""
    for name, profile in library.profiles.items():
        held = {entry.id: entry.responsible for entry in library.entries if chosen(profile, entry)}
        roles = {role: identifier for identifier, role in reversed(held.items())}
        for role, standard in sorted(roles.items()):
            if role not in profile.owners:
                gathered.layers[name].at.style(f"no owner is named for the role {role!r}", f"{standard} names it; add it to 'owners'")
        for override in profile.overrides:
            if override.standard in gathered.drafts and override.standard not in held:
                gathered.faults.style.append(_unused(override.standard, override.place))


def _unused(standard: str, place: Place) -> Fault:
    return Fault(place, f"{standard} is not in force in this profile", "remove the override")
