"""What holds for all tests: how fast the machine is decides on none of them."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("hegui", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("hegui")
