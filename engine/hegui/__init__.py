"""hegui (合规): process logs against service-quality handbooks, to a nonconformity report an auditor can sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hegui.check import check as check
    from hegui.outcome import Outcome as Outcome

__version__ = "0.1.0"
__all__ = ["Outcome", "__version__", "check"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - module attributes are of any type
    """Import the public names when they are used, so that ``hegui --help`` stays fast."""
    if name == "check":
        from hegui.check import check

        return check
    if name == "Outcome":
        from hegui.outcome import Outcome

        return Outcome
    raise AttributeError(f"module 'hegui' has no attribute {name!r}")
