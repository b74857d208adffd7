"""What can keep a person from coming in by the directory."""

from __future__ import annotations


class TroubleError(Exception):
    """The directory cannot be asked; `code` is a word of words.TROUBLES, `said` what was answered."""

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(code, said)
        self.code, self.said = code, said


class DeniedError(Exception):
    """The directory does not let this person in; `code` is a word of words.DENIALS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
