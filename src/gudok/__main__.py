from __future__ import annotations

from gudok.cli import main

main(prog_name="gudok")
