"""The demo world of `gudok demo`: a company, its customers and operators, and robots that really call and really answer."""

from __future__ import annotations
