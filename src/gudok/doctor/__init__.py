"""`gudok doctor`: what is wrong with a machine or an installation, in plain words, each with its cure."""

from __future__ import annotations
