"""Writing Asterisk's configuration language."""

from __future__ import annotations

Option = tuple[str, str | int]


def section(name: str, *options: Option, template: str = "") -> str:
    """One section. Options keep their order and may repeat; raises ValueError for a value that would break the file."""
    lines = [f"[{safe(name)}]{template}"]
    lines += [f"{key}={safe(str(value))}" for key, value in options]
    return "\n".join(lines) + "\n"


def file(*sections: str) -> str:
    """A file of sections."""
    return "; Written by Gudok from its settings; changes made here are lost.\n\n" + "\n".join(sections)


def safe(value: str) -> str:
    """The value with Asterisk's comment sign escaped; raises ValueError for line breaks and control characters."""
    if any(ord(char) < 32 or ord(char) == 127 for char in value):
        raise ValueError(f"a value for Asterisk's configuration has a control character: {value!r}")
    return value.replace(";", "\\;")
