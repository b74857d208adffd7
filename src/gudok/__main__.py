from __future__ import annotations

import shlex
import sys

from gudok.install.lang import tr

try:
    from gudok.cli import main

    main(prog_name="gudok")
except ModuleNotFoundError as error:
    if (error.name or "").startswith("gudok"):
        raise
    again = f"rm -r {shlex.quote(sys.prefix)}"
    sys.exit(
        "gudok: "
        + tr(
            f"Python's environment is damaged ({error.name} is missing). Remove it and run this again: {again}",
            f"Окружение Python повреждено (нет {error.name}). Удалите его и повторите: {again}",
        )
    )
