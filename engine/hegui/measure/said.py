"""What is said of a crash, as the status of a standard."""

from __future__ import annotations


def said(error: Exception) -> str:
    """The first line of an error."""
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no message'}"
