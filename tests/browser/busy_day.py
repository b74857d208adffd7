"""Fills yesterday of a stage's records with a working day; a program of its own, with GUDOK_DATA set.

Calls come as they do: a peak before noon and one after lunch; operators come at nine or ten, have lunch, and go at six
or seven. The same dice each time.
"""

from __future__ import annotations

import math
import random
import sys
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gudok.web.setup.models import Operator, Queue

HOUR = 60
FIRST_TURN = 1_000_000


def main() -> None:
    from gudok.web.config.prepare import prepare_records

    prepare_records()
    from django.utils import timezone

    from gudok.web.record.models import Name
    from gudok.web.setup.models import Operator, Queue

    day = timezone.localdate() - timedelta(days=1)
    if sys.argv[1:] == ["undo"]:
        undo()
        return
    start, dice = timezone.make_aware(datetime.combine(day, time.min)), random.Random("a busy day")
    queues, operators = list(Queue.objects.all()), list(Operator.objects.select_related("user"))
    for row in queues:
        Name.objects.update_or_create(id=row.core_id, defaults={"name": row.name})
    for operator in operators:
        Name.objects.update_or_create(id=operator.core_id, defaults={"name": operator.user.full_name})
        shift(operator, start, dice)
    calls(queues, operators, start, dice)
    sys.stdout.write(f"{day}")


def undo() -> None:
    """Take the day away again: other tests look at the same records."""
    from gudok.web.record.models import AgentSpell, Call

    Call.objects.filter(pk__startswith="cbusy").delete()
    AgentSpell.objects.filter(turn__gt=FIRST_TURN).delete()


def shift(operator: Operator, start: datetime, dice: random.Random) -> None:
    """Talks, wrap-ups and waits in turn, from the morning to the evening."""
    from gudok.web.record.models import AgentSpell

    at, end, turn = dice.choice((9, 10)) * HOUR + dice.random() * 5, dice.choice((18, 19)) * HOUR, FIRST_TURN
    lunch = dice.uniform(12.5, 14) * HOUR
    spells = []
    while at < end:
        for mode, lasts in (("ready", dice.uniform(0.2, 3)), ("talking", dice.uniform(1, 7)), ("wrapup", 0.5)):
            spells.append((mode, "", at, at + lasts))
            at += lasts
        if lunch and at > lunch:
            spells.append(("paused", "lunch", at, at + 40))
            at, lunch = at + 40, 0
    for mode, reason, began, ended in [*spells, ("away", "", at, at + 1)]:
        turn += 1
        AgentSpell.objects.create(
            agent=operator.core_id, mode=mode, reason=reason, turn=turn,
            began_at=start + timedelta(minutes=began), ended_at=start + timedelta(minutes=ended),
        )  # fmt: skip


def calls(queues: list[Queue], operators: list[Operator], start: datetime, dice: random.Random) -> None:
    """Three hundred of them."""
    from gudok.web.record.models import Call

    for n in range(300):
        hour = dice.choice((11, 15)) + dice.gauss(0, 1.6)
        at = start + timedelta(hours=min(19.5, max(8, hour)))
        wait = int(dice.expovariate(1 / 18_000))
        lost = wait > 45_000
        talk = int(math.exp(dice.gauss(5.0, 0.6)) * 1000)
        Call.objects.create(
            pk=f"cbusy{n:05}", arrived_at=at, queue=dice.choice(queues).core_id, agent=dice.choice(operators).core_id,
            shown="+7 495 000-00-00", wait_ms=wait, talk_ms=0 if lost else talk,
            end="abandoned" if lost else "caller_hung_up",
            answered_at=None if lost else at + timedelta(milliseconds=wait),
            ended_at=at + timedelta(milliseconds=wait + (0 if lost else talk)),
        )  # fmt: skip


if __name__ == "__main__":
    main()
