"""For every test: thrown examples may take their time, as the machine may be busy; speed is for `bench/`."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("gudok", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gudok")
