"""An engine in a process of its own, with our test centre's settings: something that can be killed.

Run as `python engine_process.py DATA SETTINGS [OPERATOR…]`: the data folder, the `Asterisk` settings as JSON, and whose
line stands for the whole shift.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import msgspec
from telephony.private import TELEPHONY
from telephony.world import SETTINGS, Directory, with_lines

from gudok.edges.asterisk.adapter import AsteriskTelephony
from gudok.run.engine import work
from gudok.settings import Asterisk, DataFolder

if __name__ == "__main__":
    data = DataFolder(Path(sys.argv[1]))
    settings = msgspec.json.decode(sys.argv[2], type=Asterisk)
    directory = Directory(with_lines(SETTINGS, sys.argv[3:]))
    asyncio.run(work(data, AsteriskTelephony(settings, data, lambda: TELEPHONY), directory))
