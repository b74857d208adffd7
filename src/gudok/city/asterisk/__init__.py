"""The city's own Asterisk: the telephone network the callers live in, and the robots' telephones."""

from __future__ import annotations
