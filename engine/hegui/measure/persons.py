"""Whether the entities of slots and groups are persons: then reports call them by pseudonyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.words.groups import Coverage, Score
from hegui.words.slots import Cadence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hegui.words.expressions import Ref
    from hegui.words.standards import Standard
    from hegui.words.vocabulary import Log


def about_persons(standard: Standard, vocabulary: Mapping[str, Log]) -> bool:
    """Whether the vocabulary says that what names an entity is personal, in the standard's log or on its roster."""
    log = vocabulary[standard.log]
    match standard.check:
        case Cadence(entity=entity, roster=roster) | Coverage(entity=entity, roster=roster):
            listed = roster is not None and _personal(vocabulary[roster.log], roster.entity)
            return listed or (entity is not None and _personal(log, entity))
        case Score(subject=subject):
            return any(_personal(log, ref) for ref in subject)
        case _:
            return False


def _personal(log: Log, ref: Ref) -> bool:
    declared = log.fields.get(ref.name)
    return declared is not None and declared.personal
