"""What only lint reports: policies can be used with it, and should not be shipped with it."""

from __future__ import annotations

from hegui.policy.building.standard import Draft
from hegui.policy.faults import At
from hegui.policy.gathering import Gathered
from hegui.policy.library import Policies
from hegui.policy.reach import reachable
from hegui.words.errors import Fault
from hegui.words.places import Place
from hegui.words.standards import Standard
from hegui.words.text import Text

STOPS = (".", "。")


def style(gathered: Gathered, library: Policies) -> None:
    """Note what is against good style in all files."""
    for book, at in gathered.handbooks.values():
        for index, clause in enumerate(book.clauses):
            _stop(clause.summary, at / "clauses" / index / "summary")
            _stop(clause.why_not, at / "clauses" / index / "why_not")
    titles: dict[str, str] = {}
    for standard in library.standards:
        draft = gathered.drafts[standard.id]
        _standard(standard, draft)
        for language, title in (("zh", standard.title.zh), ("en", standard.title.en)):
            first = titles.setdefault(title, standard.id)
            if first != standard.id:
                (draft.at / "title" / language).style(f"the title is that of {first} too", "say what differs")
    _owners(gathered, library)


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
        roles = {s.responsible: s.id for s in reversed(library.standards) if s.handbook in profile.handbooks}
        for role, standard in sorted(roles.items()):
            if role not in profile.owners:
                gathered.layers[name].at.style(f"no owner is named for the role {role!r}", f"{standard} names it; add it to 'owners'")
        for override in profile.overrides:
            draft = gathered.drafts.get(override.standard)
            if draft and draft.handbook.slug not in profile.handbooks:
                gathered.faults.style.append(_unused(override.standard, override.place))


def _unused(standard: str, place: Place) -> Fault:
    return Fault(place, f"{standard} is not in force in this profile", "remove the override")
