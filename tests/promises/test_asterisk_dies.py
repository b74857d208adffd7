"""kill -9 of Asterisk: its calls end with a reason, operators come free, the supervisor is told, service resumes."""

from __future__ import annotations

from agree import agree
from crowd import Crowd
from eye import looking
from story import Story
from telephony.wait import until
from whole import WholeCentre

from gudok.core.state import Ready
from gudok.core.words import CallConnected, LegEnded, TelephonyChanged


async def test_its_calls_end_and_service_resumes(centre: WholeCentre, story: Story, people: Crowd) -> None:
    for n, login in enumerate(("op1", "op2")):
        await people.operator(login)
        await people.talk(login, f"+7916000001{n}")
    for n in range(3):
        await people.caller(f"+7916000002{n}")
    await until(lambda: len(story.read().ends()) == 5, "all calls are known", 10)

    async with looking(centre.url, "bob", "bob-secret") as eye:
        await until(lambda: eye.shows(story.read().state), "the wall shows what is so", 10)
        centre.kill("asterisk")
        await until(lambda: eye.system.get("telephony") == "dead", "the supervisor is told")
        await until(lambda: not eye.calls, "no call is on the wall")
        assert set(map(tuple, story.read().ends().values())) == {("telephony_lost",)}
        assert story.facts(TelephonyChanged)[-1].why.code == "asterisk_died"
        assert {leg.outcome for leg in story.facts(LegEnded)} == {"talked"}
        assert all(isinstance(people.agent(login).mode, Ready) for login in people.operators), "operators come free"

        await centre.start("asterisk")
        for login in people.operators:
            await people.register(login)
        await people.talk("op1", "+79160000030")
        await until(lambda: eye.shows(story.read().state), "the wall shows what is so", 10)
    await agree(centre, story)


async def test_calls_that_came_while_it_restarted_are_served_by_the_same_engine(
    centre: WholeCentre, story: Story, people: Crowd
) -> None:
    """Asterisk dies and is back before the engine has noticed: the run of Asterisk tells it that the calls are gone."""
    await people.operator("op1")
    await people.talk("op1", "+79160000010")
    for _ in range(3):
        centre.kill("asterisk")
        await centre.start("asterisk")
    await people.register("op1")
    await people.caller("+79160000020")
    await until(lambda: len(story.read().facts(CallConnected)) == 2, "served", 10)
    assert story.ends()[story.call_of("+79160000010")] == ["telephony_lost"]
    await agree(centre, story)
