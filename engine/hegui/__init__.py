"""hegui (合规): process logs against service-quality handbooks, to a nonconformity report an auditor can sign."""

from __future__ import annotations

from hegui.check import check
from hegui.outcome import Outcome

__version__ = "0.1.0"
__all__ = ["Outcome", "__version__", "check"]
