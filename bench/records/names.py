"""Names for invented people and firms: as many as a country has, so that some searches find few and some find many."""

from __future__ import annotations

from random import Random

FIRSTS = [
    "Мария", "Анна", "Елена", "Ольга", "Наталья", "Татьяна", "Ирина", "Екатерина", "Светлана", "Юлия", "Александр",
    "Сергей", "Дмитрий", "Андрей", "Алексей", "Иван", "Михаил", "Николай", "Владимир", "Павел", "Рустам", "Айгуль",
    "Тимур", "Лейла", "Фёкла", "Пётр", "Семён", "Артём", "Григорий", "Вера",
]  # fmt: skip
LASTS = 4999
BEGINNINGS = [
    "Ива", "Пет", "Сид", "Кузне", "Смир", "Попо", "Воло", "Коза", "Лебе", "Моро", "Нови", "Соло", "Васи",
    "Зай",
]  # fmt: skip
MIDDLES = [
    "ро", "ли", "де", "ва", "ко", "ни", "са", "ту", "бе", "жи", "гра", "хо", "ме", "шу", "це", "пля", "ры",
    "фо", "ще",
]  # fmt: skip
ENDS = [
    "нов", "лев", "кин", "сков", "ченко", "дзе", "янц", "ович", "рин", "цев", "мов", "хин", "шев", "гов",
    "тин", "вич", "лис", "бой", "рук",
]  # fmt: skip


def words(dice: Random, count: int) -> list[str]:
    """So many different ones."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[dice.choice(BEGINNINGS) + dice.choice(MIDDLES) + dice.choice(ENDS)] = None
    return list(found)


def person(dice: Random) -> str:
    return f"{words(dice, 1)[0]} {dice.choice(FIRSTS)}"
