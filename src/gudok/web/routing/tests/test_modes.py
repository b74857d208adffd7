"""Settings of other systems' ways, and guards of the groups that help, as a person writes them on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.core.ranking.agents.widening import ConditionalGroups, Help
from gudok.core.ranking.modes.asterisk import AsAsterisk, PenaltyChange
from gudok.core.ranking.modes.taskrouter import AsTaskrouter, Target
from gudok.web.setup.models import Queue
from gudok.web.setup.queries import settings_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
UNREAD = "Не прочесть: напишите так, как сказано в подписи."


@pytest.fixture
def page(dave: User, sign_in: Callable[[User], Client]) -> Callable[..., str]:
    """Saves the routing of a queue; the page that comes back, empty when it is saved."""
    queue, client = Queue.objects.create(name="Продажи"), sign_in(dave)

    def save(name: str, **fields: str) -> str:
        sent = {"agents": name} | {f"algorithm-{name}-{field}": text for field, text in fields.items()}
        answer = client.post(f"/setup/queues/{queue.pk}/routing/", sent)
        return "" if answer.status_code == 302 else answer.content.decode()

    return save


def test_targets_of_taskrouter(page: Callable[..., str]) -> None:
    assert page("as-taskrouter", targets="english >= 3; worker.level DESC; 30; skip\n*") == ""
    rule = settings_document().queues[0].algorithm
    assert rule == AsTaskrouter((Target("english >= 3", "worker.level DESC", 30_000, skip_if_none=True), Target()))
    assert "order_by: " in page("as-taskrouter", targets="*; level DOWN; 30")
    for wrong in ("*; ; soon", "*; ; 5; jump", "*; ; 5; skip; o5; more"):
        assert UNREAD in page("as-taskrouter", targets=wrong)
    assert settings_document().queues[0].algorithm == rule


def test_rules_of_penalties(page: Callable[..., str]) -> None:
    assert page("as-asterisk", strategy="rrmemory", changes="30,5\npenaltychange => 60,9,1", min_penalty="2") == ""
    changes = (PenaltyChange(30_000, 5), PenaltyChange(60_000, 9, 1))
    assert settings_document().queues[0].algorithm == AsAsterisk("rrmemory", min_penalty=2, changes=changes)
    for wrong in ("30", "30,", "30,-5", "soon,5", "1,2,3,4,5"):
        assert UNREAD in page("as-asterisk", strategy="rrmemory", changes=wrong)


def test_groups_help_only_while_their_own_queue_can_spare_them(page: Callable[..., str]) -> None:
    support = Queue.objects.create(name="Support")
    line = f"North | queue.waiting > 5; {support.code}: queue.ready > 1"
    assert page("conditional-groups", helps=line) == ""
    rule = settings_document().queues[0].algorithm
    assert rule == ConditionalGroups((Help(("North",), "queue.waiting > 5", "queue.ready > 1", support.core_id),))
    assert "Такой очереди нет: nowhere" in page(
        "conditional-groups", helps="North | waited > 5; nowhere: queue.ready > 1"
    )
    assert UNREAD in page("conditional-groups", helps="North | waited > 5; :")
