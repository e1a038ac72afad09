"""hegui (合规): process logs against service-quality handbooks, to a nonconformity report an auditor can sign."""

from __future__ import annotations
