"""What the job declares about a log, over all sources of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hegui.words.jobs import Extent, LogSource

ORIGIN = ("system", "extracted_by", "extracted_at", "filter")
"""What a source says of where it comes from."""
BETWEEN = " / "
"""Between what several sources say differently."""


@dataclass(frozen=True)
class Declaration:
    """What holds for a log as a whole."""

    covers: tuple[date, date] | None
    """From the first day of any source to the last of any; None unless each declares its own."""
    extent: Extent
    """Full only if every source is."""
    control_total: int | None
    """Rows of all sources; None unless each declares its own."""
    origin: Mapping[str, str]

    @classmethod
    def of(cls, sources: Iterable[LogSource]) -> Declaration:
        """Merge what the sources of one log declare; a source that is named several times, once for each of its files, counts once."""
        once = list({id(source): source for source in sources}.values())
        spans = [source.covers for source in once if source.covers is not None]
        totals = [source.control_total for source in once if source.control_total is not None]
        return cls(
            covers=(min(first for first, _ in spans), max(last for _, last in spans)) if len(spans) == len(once) else None,
            extent=_extent([source.extent for source in once]),
            control_total=sum(totals) if len(totals) == len(once) else None,
            origin={key: value for key in ORIGIN if (value := _joined(getattr(source, key) for source in once))},
        )


def _extent(extents: Sequence[Extent]) -> Extent:
    """Of samples, the method of the first; sizes and populations are added where they are given."""
    samples = [extent for extent in extents if not extent.full]
    if not samples:
        return extents[0]
    return Extent(
        full=False,
        method=samples[0].method,
        size=_added(extent.size for extent in samples),
        population=_added(extent.population for extent in samples),
    )


def _added(numbers: Iterable[int | None]) -> int | None:
    given = [number for number in numbers if number is not None]
    return sum(given) if given else None


def _joined(texts: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(text for text in texts if text))
