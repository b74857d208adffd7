"""Run as a program: becomes the command it is given, but dies with the supervisor, even by kill -9.

The kernel's parent-death signal is kept over exec. Asking for it here, in a fresh single-threaded process, avoids
running Python between fork and exec in the supervisor.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, command: list[str]) -> None:
    """Never returns; `parent` is the supervisor's process id."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != parent:  # it died before the kernel could be asked
        sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 no shell is wanted


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
