"""The city's own process, started by `gudok demo`."""

from __future__ import annotations

from gudok.city.driver import main

main()
