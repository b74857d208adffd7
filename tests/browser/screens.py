"""Every screen that docs/screens.md shows: its name, what is written under it, who opens it, where.

`python tests/browser/screens.py ru > docs/screens.ru.md` (and `en`) writes the page; the pictures are taken by
test_screens.py when GUDOK_PICTURES=1 asks for new ones.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).resolve().parents[2] / "docs"
FOLDER = DOCS / "pictures" / "screens"
LARGEST, ALL = 90_000, 6_000_000
"""Bytes of one picture, and of all."""


class Screen(NamedTuple):
    """`name` is the picture's; without a `path` the screen shows a call that goes on, and a test brings it about."""

    name: str
    ru: str
    en: str
    login: str = ""
    path: str = ""


OPERATOR = (
    Screen("start", "Начало смены: звук, микрофон, телефон", "The start of a shift: sound, microphone, telephone"),
    Screen(
        "ready",
        "Готов: набор, последние звонки, дела и цифры дня",
        "Ready: dialling, last calls, the day's tasks and figures",
    ),
    Screen(
        "ringing",
        "Звонит: кто, откуда, сколько ждёт и сколько осталось",
        "Ringing: who, which queue, how long waited, how long left",
    ),
    Screen(
        "menu-card",
        "Звонок из голосового меню: что выбрано и что набрано",
        "A call out of the voice menu: what was chosen, what was typed",
    ),
    Screen("talking", "Разговор: карточка, заметка, прежние звонки, итог", "A talk: card, note, earlier calls, result"),
    Screen("talking-dark", "Тот же разговор в тёмной теме", "The same talk in the dark theme"),
    Screen("held", "Удержание: клиент слышит музыку", "On hold: the customer hears music"),
    Screen(
        "transfer",
        "Консультация или перевод: кто свободен и почему нельзя к остальным",
        "Consult or transfer: who is free, and why the others cannot be chosen",
    ),
    Screen("consult", "Консультация: кто кого слышит", "A consultation: who hears whom"),
    Screen("conference", "Втроём", "All three together"),
    Screen(
        "wrapup",
        "Обработка: итог цифрой, отсчёт, чего не хватает",
        "Wrap-up: the result by a digit, the countdown, what is missing",
    ),
    Screen("paused", "Перерыв: сколько из скольких", "A break: how long of how much"),
    Screen("dialling", "Исходящий звонок", "A call out"),
    Screen(
        "sound", "Проверка звука: устройства, уровень, звонок, эхо", "The check of sound: devices, level, ring, echo"
    ),
    Screen(
        "script",
        "Скрипт слева от звонка: что сказать вслух, ответы цифрами, чего не хватает",
        "The script beside the call: what to read aloud, answers by digits, what is missing",
    ),
    Screen("order-desk", "Заказ во время разговора", "An order during the talk"),
    Screen("case-desk", "Жалоба или пожелание во время разговора", "A complaint or a wish during the talk"),
    Screen("knowledge-desk", "База знаний рядом со звонком", "The knowledge base beside the call"),
    Screen("keys", "Клавиши", "The keys"),
    Screen("choices", "Свои клавиши и плотность", "Keys and density of one's own", "alice", "/desk/choices/"),
)
SUPERVISOR = (
    Screen(
        "supervise",
        "Страница старшего: операторы, ожидающие, очереди, слушать и подсказать",
        "The supervisor's page: operators, waiting calls, queues; listening and whispering",
    ),
    Screen(
        "own-talk",
        "Разговор, который забрал старший: карточка, заметка, перевод",
        "A talk the supervisor took over: card, note, transfer",
    ),
    Screen("wall", "Табло", "The wall"),
    Screen("wall-tv", "Табло на телевизоре", "The wall on a television"),
    Screen(
        "day",
        "День: звонки, уровень обслуживания, ожидание, занятость по четвертям часа",
        "A day: calls, service level, waits, staffing by quarter-hour",
        "bob",
        "/days/?date=DAY",
    ),
    Screen("alerts", "Сигналы", "Alerts", "bob", "/alerts/"),
    Screen("calls", "Звонки", "Calls", "bob", "/calls/"),
    Screen(
        "story",
        "История звонка: запись, причины каждого шага, кому звонило",
        "A call's story: the recording, the reason of each step, whose telephones rang",
        "bob",
        "/calls/CALL/",
    ),
    Screen("customers", "Клиенты", "Customers", "bob", "/people/"),
    Screen("customer", "Клиент", "A customer", "bob", "/people/1/"),
    Screen(
        "customer-story",
        "Вся история клиента: звонки, заказы, обращения, задачи",
        "A customer's whole story: calls, orders, cases, tasks",
        "bob",
        "/people/1/story/",
    ),
    Screen("duplicates", "Дубликаты клиентов", "Duplicates among customers", "bob", "/people/duplicates/"),
    Screen("companies", "Компании", "Companies", "bob", "/people/companies/"),
    Screen("orders", "Заказы", "Orders", "bob", "/orders/"),
    Screen("order", "Заказ и его история", "An order and its history", "bob", "/orders/1/"),
    Screen("goods", "Каталог", "The catalogue", "bob", "/catalogue/"),
    Screen(
        "good", "Товар: цена и её история, остаток", "A good: its price through time, its stock", "bob", "/catalogue/1/"
    ),
    Screen("cases", "Обращения", "Complaints and wishes", "bob", "/cases/"),
    Screen(
        "case",
        "Обращение: срок, ответственный, ответ, заметки, история",
        "A case: deadline, owner, reply, notes, history",
        "bob",
        "/cases/1/",
    ),
    Screen("knowledge", "База знаний", "The knowledge base", "bob", "/knowledge/"),
    Screen("article", "Статья", "An article", "bob", "/knowledge/garantiya-i-remont/article/"),
    Screen(
        "article-edit",
        "Статья пишется: черновик хранится сам",
        "An article is written: the draft keeps itself",
        "bob",
        "/knowledge/garantiya-i-remont/edit/",
    ),
    Screen("scripts", "Скрипты", "Scripts", "bob", "/scripts/"),
    Screen(
        "script-flow",
        "Скрипт: схема, форма шага, проба",
        "A script: the flow, a step's form, a trial",
        "bob",
        "/scripts/1/",
    ),
    Screen("tasks", "Задачи", "Tasks", "bob", "/tasks/"),
)
ADMINISTRATOR = (
    Screen(
        "guide",
        "Пуск: от пустого центра до первого звонка",
        "Start: from an empty centre to the first call",
        "dave",
        "/setup/guide/server/",
    ),
    Screen("queues", "Очереди", "Queues", "dave", "/setup/queues/"),
    Screen("queue", "Очередь: всё, что она решает", "A queue: all it decides", "dave", "/setup/queues/1/"),
    Screen(
        "routing",
        "Маршрутизация очереди: кому звонок, какой звонок первым, навыки, место каждого",
        "A queue's routing: who gets a call, which call is first, skills, everyone's standing",
        "dave",
        "/setup/queues/1/routing/",
    ),
    Screen("flows", "Голосовые меню", "Voice menus", "dave", "/setup/flows/"),
    Screen(
        "flow",
        "Голосовое меню: схема, форма узла, проба телефоном",
        "A voice menu: the flow, a node's form, a telephone to try it",
        "dave",
        "/setup/flows/1/",
    ),
    Screen("numbers", "Номера", "Numbers", "dave", "/setup/numbers/"),
    Screen("hours", "Часы работы и праздники", "Opening hours and holidays", "dave", "/setup/hours/new/"),
    Screen("trunks", "Линии (транки)", "Trunks", "dave", "/setup/trunks/"),
    Screen("outgoing", "Исходящие звонки", "Calls out", "dave", "/setup/outgoing/"),
    Screen(
        "prompts",
        "Фразы и музыка: загрузить, записать, произнести",
        "Prompts and music: uploaded, recorded, spoken",
        "dave",
        "/setup/prompts/new/",
    ),
    Screen("pauses", "Причины перерывов и их пределы", "Break reasons and their limits", "dave", "/setup/pauses/"),
    Screen("results", "Итоги разговоров", "Results of talks", "dave", "/setup/results/"),
    Screen("thresholds", "Пороги сигналов", "Alerts' thresholds", "dave", "/setup/alerts/"),
    Screen("people", "Сотрудники", "People", "dave", "/setup/staff/"),
    Screen(
        "person", "Человек: роли, телефон, очереди", "A person: roles, telephone, queues", "dave", "/setup/staff/1/"
    ),
    Screen("import", "Сотрудники списком", "People from a list", "dave", "/setup/staff/import/"),
    Screen("teams", "Группы", "Teams", "dave", "/setup/teams/"),
    Screen("roles", "Роли и права", "Roles and rights", "dave", "/setup/roles/"),
    Screen(
        "security",
        "Вход: пароли, второй фактор, учётные записи компании",
        "Signing in: passwords, second factor, company accounts",
        "dave",
        "/setup/security/",
    ),
    Screen(
        "versions",
        "Версии настройки: кто, когда, что; вернуть; файл и архив со звуками",
        "Versions of the set-up: who, when, what; going back; the file, and the archive with sounds",
        "dave",
        "/setup/versions/",
    ),
    Screen(
        "customers-import",
        "Клиенты из таблицы",
        "Customers from a table",
        "dave",
        "/people/import/",
    ),
    Screen(
        "customer-held",
        "Запрос человека (152-ФЗ): всё, что о нём хранится",
        "A person's request: all that is held",
        "dave",
        "/people/1/held/",
    ),
    Screen("joined", "Связь с другими программами", "Joined to other programs", "dave", "/setup/joined/"),
    Screen("keeping", "Хранение", "How long things are kept", "dave", "/setup/keeping/"),
    Screen("tokens", "Ключи программ", "Tokens of programs", "dave", "/setup/tokens/"),
    Screen("webhooks", "Вебхуки", "Webhooks", "dave", "/setup/webhooks/"),
    Screen("audit", "Журнал действий", "The audit", "dave", "/audit/"),
    Screen("profile", "Свой профиль", "One's own profile", "dave", "/profile/"),
)
TITLES = {
    "ru": ("Экраны", "*[In English](screens.md)*", ("Оператор", "Старший смены", "Администратор"),
           "Картинки снимает браузерный тест с проигранного центра; имена и номера выдуманы."),
    "en": ("Screens", "*[По-русски](screens.ru.md)*", ("Operator", "Supervisor", "Administrator"),
           "A browser test takes the pictures from a played centre; names and numbers are invented."),
}  # fmt: skip
SECTIONS = (OPERATOR, SUPERVISOR, ADMINISTRATOR)


def file_of(screen: Screen, language: str) -> Path:
    return FOLDER / f"{screen.name}-{language}.webp"


def page(language: str) -> str:
    """docs/screens.md or docs/screens.ru.md."""
    title, other, heads, note = TITLES[language]
    lines = [f"# {title}", "", other, "", note]
    for head, screens in zip(heads, SECTIONS, strict=True):
        lines += ["", f"## {head}"]
        for screen in screens:
            said = screen.ru if language == "ru" else screen.en
            lines += ["", f"**{said}**", "", f"![{said}](pictures/screens/{screen.name}-{language}.webp)"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page(sys.argv[1]))
