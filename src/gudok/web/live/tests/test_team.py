"""The operator's day on the desk: own figures beside the team's, breaks used and who is on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from gudok.core.settings import Break, Result
from gudok.core.words import (
    CallerGone,
    Configured,
    HoldAsked,
    LegGone,
    LegUp,
    MoreWrapUpAsked,
    PauseAsked,
    ReadyAsked,
    ResultAsked,
    ResumeAsked,
)
from gudok.web.live.tests.test_hub import CENTRE, SALES, SERVICE, Centre, desk, hub_of

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = replace(
    CENTRE,
    version=2,
    queues=(replace(SALES, results=("r1", "r2"), result_needed=True), SERVICE),
    operators=tuple(replace(one, queues=("q1",)) for one in CENTRE.operators),
    breaks=(Break("lunch", once=1_800_000, daily=3_600_000, most=1, full="wait"), Break("smoke")),
    results=(Result("r1", "Заказ"), Result("r2", "доставка", "Жалоба", True)),
)


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    made = Centre(tmp_path / "journal.sqlite3")
    made.open()
    made.come(Configured(0, SETTINGS), ReadyAsked(0, "o2", "o2"))
    return made


async def picture(centre: Centre, operator: str) -> dict[str, Any]:
    """What a desk shows that is opened now."""
    text = desk(await hub_of(centre), operator).take().decode()
    return json.loads(text.split("data: ", 1)[1].split("\n\n")[0])


async def test_the_own_day_stands_beside_the_teams(centre: Centre) -> None:
    centre.call("c1")
    centre.come(LegUp(0, "c1", 1), after=15_000)
    centre.come(HoldAsked(0, "o1", "o1"))
    centre.come(ResumeAsked(0, "o1", "o1"), after=7_000)
    centre.come(CallerGone(0, "c1"), after=10_000)
    centre.come(MoreWrapUpAsked(0, "o1", "o1"), after=10_000)
    centre.come(ResultAsked(0, "o1", "o1", "c1", "r1"), ReadyAsked(0, "o1", "o1"), after=5_000)
    centre.call("c2")
    centre.come(LegGone(0, "c2", 1, 19))
    told = await picture(centre, "o1")
    mine = {"talks": 1, "talked": 18_000, "held": 7_000, "wrapped": 20_000, "missed": 0, "answered": 1, "in_time": 1}
    assert told["me"]["today"] == mine
    assert told["team"]["today"] == mine | {"missed": 1}


async def test_the_rules_tell_what_may_be_chosen(centre: Centre) -> None:
    rules = (await picture(centre, "o1"))["rules"]
    assert rules["breaks"]["lunch"] == {
        "once": 1_800_000, "daily": 3_600_000, "most": 1, "scope": "centre", "full": "wait",
    }  # fmt: skip
    assert list(rules["results"]) == ["q1"]
    assert rules["results"]["q1"]["needed"]
    assert rules["results"]["q1"]["list"][1] == {
        "id": "r2",
        "name": "доставка",
        "group": "Жалоба",
        "callback": True,
        "opens": "",
        "article": "",
    }


async def test_breaks_used_and_waited_for_are_told(centre: Centre) -> None:
    centre.come(PauseAsked(0, "o1", "o1", "lunch"))
    centre.come(PauseAsked(0, "o2", "o2", "lunch"), after=60_000)
    told = await picture(centre, "o2")
    assert told["team"]["resting"] == {"lunch": {"all": 1, "queues": {"q1": 1}}}
    assert (told["me"]["rest"]["wish"], told["me"]["rest"]["place"]) == ("lunch", 1)
    centre.come(ReadyAsked(0, "o1", "o1"))
    assert (await picture(centre, "o1"))["me"]["rest"]["spent"] == {"lunch": 61_000}
    told = (await picture(centre, "o2"))["me"]
    assert (told["agent"]["mode"], told["agent"]["until"] - told["agent"]["since"]) == ("paused", 1_800_000)


async def test_the_result_of_the_call_in_hand_is_told(centre: Centre) -> None:
    centre.call("c1")
    centre.come(LegUp(0, "c1", 1))
    assert (await picture(centre, "o1"))["me"]["work"] == {"call": "c1", "queue": "q1", "result": ""}
    centre.come(ResultAsked(0, "o1", "o1", "c1", "r2"), CallerGone(0, "c1"))
    assert (await picture(centre, "o1"))["me"]["work"]["result"] == "r2"


async def test_the_teams_figures_come_with_the_beat_when_they_changed(centre: Centre) -> None:
    hub = await hub_of(centre)
    stream = desk(hub, "o2")
    hub._beaten = 0.0
    hub.look()
    stream.take()
    centre.call("c1")
    centre.come(LegUp(0, "c1", 1))
    hub._beaten = 0.0
    hub.look()
    told = [block for block in stream.take().decode().split("\n\n") if "event: team" in block]
    assert len(told) == 1
    assert '"answered":1' in told[0]
    hub._beaten = 0.0
    hub.look()
    assert b"event: team" not in stream.take()
