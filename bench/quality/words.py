"""The words of the page, in both languages."""

from __future__ import annotations

MEASURES = {
    "level": ("Service level, %", "Уровень обслуживания, %"),
    "wait": ("Mean wait, s", "Среднее ожидание, с"),
    "p95": ("95 % wait at most, s", "95 % ждут не дольше, с"),
    "lost": ("Gave up, %", "Не дождались, %"),
    "vip": ("VIPs' mean wait, s", "Среднее ожидание VIP, с"),
    "spread": ("Spread of occupancy, points", "Разброс занятости, п. п."),
    "calls": ("Spread of calls, %", "Разброс звонков, %"),
}
TOLD_EN = """The estimate that callers are told (`core/queues/estimate.py`) against app_queue's average hold
time, asked for the same callers at the same moments, in seconds: the mean absolute error ± its
interval (and the mean error: above 0 promises too long a wait). Judged by those who were answered
in the end."""
TOLD_RU = """Оценка, которую слышит звонящий (`core/queues/estimate.py`), против среднего ожидания app_queue —
для тех же звонящих в те же моменты, в секундах: средняя абсолютная ошибка ± интервал (и средняя
ошибка: больше 0 — обещано дольше, чем вышло). Судим по тем, кому в итоге ответили."""
TEXTS = {
    "agents": ("Which operator", "Кому звонок"),
    "calls": ("Which call", "Какой звонок"),
    "algorithm": ("algorithm", "алгоритм"),
    "told": ("How near the told wait comes", "Насколько верно названное ожидание"),
    "told_about": (TOLD_EN, TOLD_RU),
    "scenario": ("scenario", "сценарий"),
    "callers": ("callers", "звонящих"),
    "ours": ("ours: error (bias), s", "наша: ошибка (смещение), с"),
    "app_queue": ("app_queue's: error (bias), s", "app_queue: ошибка (смещение), с"),
    "nearer": ("ours less app_queue's, s", "наша минус app_queue, с"),
    "figures": ("All figures", "Все числа"),
    "usual": ("the usual way", "как обычно"),
    "played": ("{runs} runs, seed {seed}", "прогонов: {runs}, зерно {seed}"),
}
TITLES = {
    "small-team": "Небольшая группа",
    "two-skills": "Два навыка",
    "vip-mix": "Доля VIP",
    "overload-peak": "Перегрузка и всплеск",
    "large-centre": "Большой центр",
}
ABOUTS = {
    "small-team": "Одна очередь, восемь операторов трёх скоростей, заняты четыре пятых времени.",
    "two-skills": "Две очереди со своим навыком; у четырёх операторов один навык, у четырёх другой, у четырёх оба.",
    "vip-mix": "Одна очередь, десять операторов, работы больше, чем они могут; каждый пятый звонящий — VIP.",
    "overload-peak": "Десять операторов, две очереди; в одной за четверть часа звонят как за час, потом перезванивают.",
    "large-centre": "Сорок операторов трёх скоростей, четыре очереди, у каждого две соседние; заняты почти всё время.",
}  # fmt: skip


class Words:
    """The words of one language."""

    def __init__(self, lang: str) -> None:
        self.lang, self.at = lang, int(lang == "ru")

    def __call__(self, name: str, **numbers: object) -> str:
        return TEXTS[name][self.at].format(**numbers)

    def measure(self, name: str) -> str:
        return MEASURES[name][self.at]

    def number(self, value: float, *, sign: bool = False) -> str:
        text = f"{value:+.1f}".replace("-", "−") if sign else f"{value:.1f}"
        return text.replace(".", ",") if self.at else text
