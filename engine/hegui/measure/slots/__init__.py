"""Slots: an entity in a calendar period, in which something should have happened."""

from hegui.measure.slots.cadences import cadences

__all__ = ["cadences"]
