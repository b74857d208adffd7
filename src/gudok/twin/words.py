"""The report's words in both languages."""

from __future__ import annotations

from gudok.twin.figures import ALL, USUAL, VIP

Pair = tuple[str, str]
"""English, Russian."""

MEASURES: dict[str, Pair] = {
    "calls": ("Calls", "Звонки"),
    "level": ("Service level", "Уровень обслуживания"),
    "answered": ("Answered", "Отвечено"),
    "lost": ("Gave up", "Не дождались"),
    "turned": ("Sent away", "Отпущены без ответа"),
    "delayed": ("Had to wait", "Ждали"),
    "wait": ("Mean wait", "Среднее ожидание"),
    "wait_answered": ("Mean wait, answered", "Среднее ожидание отвеченных"),
    "p50": ("Half wait at most", "Половина ждёт не дольше"),
    "p95": ("95 % wait at most", "95 % ждут не дольше"),
    "longest": ("Longest wait", "Самое долгое ожидание"),
    "occupancy": ("Occupancy", "Занятость"),
    "fairness": ("Fairness (Jain)", "Равномерность (Джейн)"),
    "refused": ("Offers not taken", "Непринятые вызовы"),
}
SHARES = ("level", "answered", "lost", "turned", "delayed", "occupancy")
TIMES = ("wait", "wait_answered", "p50", "p95", "longest")
GOOD_UP = ("level", "answered", "fairness")
"""Measures that are better when they are more; of the others but NEITHER, less is better."""
NEITHER = ("calls", "occupancy")

SCOPES: dict[str, Pair] = {ALL: ("All calls", "Все звонки"), VIP: ("VIP", "VIP"), USUAL: ("Not VIP", "Не VIP")}

REASONS: dict[str, Pair] = {
    "longest_idle": ("an operator was free: the longest idle", "оператор был свободен: дольше всех ждал"),
    "first_in_first_out": ("waited in turn", "ждали своей очереди"),
    "vip_first": ("VIP: before all others", "VIP: раньше всех остальных"),
    "put_first": ("put first by a supervisor", "поставлены первыми супервизором"),
    "abandoned": ("gave up", "не дождались"),
    "timed_out": ("waited too long, heard a message", "ждали слишком долго, услышали сообщение"),
    "after_hours": ("came out of hours", "позвонили в нерабочее время"),
    "waiting": ("waited still at the end", "ждали и в конце"),
    "no_route": ("led nowhere", "никуда не вели"),
}
HELD: dict[str, Pair] = {
    "talking": ("most operators were talking", "большинство операторов разговаривало"),
    "ringing": ("most operators were being rung", "большинству операторов звонили"),
    "wrapup": ("most operators were in wrap-up", "большинство операторов было в обработке"),
    "paused": ("most operators had a break", "большинство операторов было на перерыве"),
    "unreachable": ("most telephones were unreachable", "большинство телефонов было недоступно"),
    "dialling": ("most operators were dialling", "большинство операторов набирало номер"),
    "supervising": ("most operators were supervising", "большинство было занято контролем"),
    "nobody": ("nobody was at work", "на смене никого не было"),
}
STATES: dict[str, Pair] = {
    "talking": ("Talk", "Разговор"),
    "ringing": ("Ringing", "Вызов"),
    "wrapup": ("Wrap-up", "Обработка"),
    "ready": ("Ready", "Готов"),
    "paused": ("Break", "Перерыв"),
}
TEXTS: dict[str, Pair] = {
    "runs": ("{runs} runs, seed {seed}, {turns} decisions", "прогонов: {runs}, зерно {seed}, решений: {turns}"),
    "about": (
        "Each figure is the mean of the runs; ± is where the true value lies with a confidence of 95 %.",
        "Каждое число — среднее по прогонам; ± — где с уверенностью 95 % лежит истинное значение.",
    ),
    "measure": ("Measure", "Показатель"),
    "waits": ("How long calls waited", "Сколько ждали звонки"),
    "day": ("Calls by quarter-hour", "Звонки по четвертям часа"),
    "wait_day": ("Mean wait by quarter-hour", "Среднее ожидание по четвертям часа"),
    "staff": ("Operators by quarter-hour", "Операторы по четвертям часа"),
    "whys": ("How calls ended their wait", "Чем кончилось ожидание"),
    "helds": ("Why calls had to wait", "Почему звонкам пришлось ждать"),
    "reason": ("Reason", "Причина"),
    "calls": ("Calls", "Звонки"),
    "mean_wait": ("Mean wait", "Среднее ожидание"),
    "operators": ("Operators", "Операторы"),
    "operator": ("Operator", "Оператор"),
    "occupancy": ("Occupancy", "Занятость"),
    "answered": ("Answered in time", "Отвечены вовремя"),
    "late": ("Answered late", "Отвечены поздно"),
    "lost": ("Not answered", "Не отвечены"),
    "at_once": ("at once", "сразу"),
    "more": ("longer", "дольше"),
    "up_to": ("to {time}", "до {time}"),
    "change": ("Change", "Изменение"),
    "same": (
        "Both worlds had the same callers; a change is bold where it is more than chance.",
        "В обоих мирах звонили одни и те же люди; изменение выделено, если оно больше случайного.",
    ),
    "most": ("Shown: the {n} most and least busy", "Показаны {n} самых и наименее занятых"),
}


class Words:
    """The words of one language."""

    def __init__(self, russian: bool) -> None:
        self.at = int(russian)
        self.lang = "ru" if russian else "en"

    def __call__(self, name: str, **numbers: object) -> str:
        return TEXTS[name][self.at].format(**numbers)

    def measure(self, name: str) -> str:
        return MEASURES[name][self.at]

    def scope(self, name: str) -> str:
        return SCOPES[name][self.at] if name in SCOPES else name.partition(":")[2]

    def reason(self, code: str, of: dict[str, Pair] = REASONS) -> str:
        """A reason's wording; a code without one is shown as it is."""
        return of[code][self.at] if code in of else code

    def state(self, name: str) -> str:
        return STATES[name][self.at]

    def number(self, value: float, places: int = 0) -> str:
        text = f"{value:,.{places}f}"
        return text.replace(",", "\u00a0").replace(".", ",") if self.at else text
