"""The demo world of `gudok demo`: a company, and robots that really call and really answer."""

from __future__ import annotations
