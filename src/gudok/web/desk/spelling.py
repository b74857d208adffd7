"""Finding a name however it was typed: in the other keyboard layout, in Latin letters, in any case."""

from __future__ import annotations

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_SOUNDS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def matches(typed: str, name: str) -> bool:
    """Whether each typed word begins a word of the name, as written, in the other layout, or in Latin letters."""
    written = name.lower().replace("ё", "е").split()
    sounding = [latin(word) for word in written]
    return all(_begins(word, written, sounding) for word in typed.lower().replace("ё", "е").split())


def _begins(word: str, written: list[str], sounding: list[str]) -> bool:
    ways = (word, word.translate(TO_CYRILLIC), word.translate(TO_LATIN))
    return any(part.startswith(ways) for part in written) or any(part.startswith(latin(word)) for part in sounding)


def latin(word: str) -> str:
    """The word in Latin letters, letter by letter."""
    return "".join(_SOUNDS.get(letter, letter) for letter in word)
