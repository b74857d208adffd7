"""A story as text. Facts and reasons have the words of the call's page; only what it does not tell is worded here."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import translation

from gudok.core.state import Agent, Paused, Ready, Ringing, Talking, WrapUp, standing
from gudok.core.words import CallCame, CallOffered, Turn
from gudok.explain.watch import Moment, Story
from gudok.web.why import wording
from gudok.web.why.formats import clock
from gudok.web.why.story import line, told_by

LOCALE = Path(__file__).parent / "locale"
INDENT = " " * 21


class Teller:
    """Words a story in a language: `ru` or `en`."""

    def __init__(self, story: Story, language: str) -> None:
        self.story = story
        self.language = language
        self.zone = ZoneInfo(story.zone)
        self._ = gettext.translation("django", str(LOCALE), [language], fallback=True).gettext

    def lines(self) -> Iterator[str]:
        """Everything, line by line."""
        with translation.override(self.language):
            came = self.story.moments[0]
            since = came.output.since if isinstance(came.output, CallCame) else came.at
            yield from self.head(came, since)
            for moment in self.story.moments:
                yield from self.moment(moment, since)

    def head(self, came: Moment, since: int) -> Iterator[str]:
        _ = self._
        yield _("Call %(call)s") % {"call": self.story.call}
        if isinstance(came.output, CallCame):
            caller = came.output.caller
            who = [caller.shown or caller.number or _("number withheld"), caller.name, "VIP" if caller.vip else ""]
            yield ", ".join(part for part in who if part)
        yield _("%(day)s, times of %(zone)s") % {"day": f"{self.local(since):%d.%m.%Y}", "zone": self.story.zone}
        yield ""

    def moment(self, moment: Moment, since: int) -> Iterator[str]:
        """A fact that the story tells, and for an offer everybody who was passed over."""
        for told in told_by(Turn(0, moment.came, (moment.output,))):
            after = max(0, moment.at - since)
            text = line(told.fact, told.code, told.numbers, told.data, names=self.story.names, after=after)
            yield f"{self.time(moment.at)} +{text.after:<7} {text.title}: {text.why}"
        if isinstance(moment.output, CallOffered):
            yield from self.passed_over(moment, moment.output)

    def passed_over(self, moment: Moment, offer: CallOffered) -> Iterator[str]:
        """Who else was able, and who was not, and why: every operator of the queue."""
        others = [agent for agent in moment.staff if agent.id != offer.agent]
        able = sorted((agent for agent in others if can(agent)), key=idle_since)
        for agent in able:
            why = wording.explain("idle_less", {"idle": moment.at - idle_since(agent)}, self.story.names)
            yield f"{INDENT} {self._('also able')}: {self.name(agent.id)}: {why}"
        for agent in others:
            if not can(agent):
                yield f"{INDENT} {self._('not able')}: {self.name(agent.id)}: {self.state(agent, moment.at)}"
        if not others:
            yield f"{INDENT} {self._('no other operator serves this queue')}"

    def state(self, agent: Agent, at: int) -> str:
        """What an operator does, with what and for how long."""
        mode = agent.mode
        if standing(agent) == "unreachable":
            return wording.reason("phone_unregistered")
        text = wording.mode_name(standing(agent))
        if isinstance(mode, Paused):
            text += f" ({wording.system_pause(mode.reason) or mode.reason})"
        elif isinstance(mode, Ringing | Talking | WrapUp):
            text += " (" + self._("call %(call)s") % {"call": mode.call} + ")"
        return text + ", " + self._("for %(time)s") % {"time": clock(at - agent.since)}

    def name(self, of: str) -> str:
        return self.story.names.get(of, of)

    def local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, self.zone)

    def time(self, at: int) -> str:
        """The time of day in the centre's zone, to the millisecond."""
        return f"{self.local(at):%H:%M:%S}.{at % 1000:03d}"


def can(agent: Agent) -> bool:
    return isinstance(agent.mode, Ready) and agent.reachable


def idle_since(agent: Agent) -> int:
    return agent.mode.since if isinstance(agent.mode, Ready) else 0
