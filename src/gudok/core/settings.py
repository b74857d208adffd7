"""The centre's settings as the core knows them: one versioned document, an Input like any other, without secrets."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from gudok.core.hours.rules import Schedule
from gudok.core.ivr.flow import Flow
from gudok.core.ranking.catalogue import LiveAgentRule, LiveCallRule
from gudok.core.ranking.snapshot import Want


class Queue(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A queue's rules; durations in milliseconds, `sl_target` in per cent.

    `overflow` names what happens after `max_wait`: `queue` (on to `overflow_queue`), `message` (a prompt, then the end)
    or `none` (wait on). An announcement time of 0 is off. `trunk` and `shown` (digits) are for calls out on its behalf.
    `auto_answer`: telephones answer by themselves.
    `record_pause`: how long a recording may pause (0: not at all).
    An operator chooses a talk's result among `results`; with `result_needed`, wrap-up that runs out without one goes on
    for `overtime` at the most (`unfinished` = `wait`), or ends with the result owed (`owe`).
    Of the talks `record_share` per cent are recorded. `welcome`, `announcement`, `closed` and `late` are own sounds in
    the place of (or beside) the usual ones, `music` the name of an own one.
    `hours`: the schedule of times it is open, none for always. `show_listening`: operators see who listens to them.

    A new caller flows over at once (or hears `late`) where `most` callers wait, where he would wait longer than
    `most_wait`, and where `nobody` takes calls: `away` when nobody is at work, `paused` also when all rest, `wait`
    never; those who wait already flow over then too. `at_closing`: callers wait on when the queue's hours end, or are
    told so (`part`). Who was cut off and calls again within `keep_place` has his old place. `missed`: those who give up
    are kept to be called back. With `callback` a caller who may wait `callback_after` or longer hears
    `callback_offer`, and may be called back instead: `callback_tries` times, `callback_pause` apart, within
    `callback_keep`; with `callback_other` at another number than his own, if he types one.

    `algorithm` chooses the operator for a call, `order` the call for an operator; none is the usual: longest idle, VIP
    first and then first come. Nobody may have its calls without the skills it `wants` and what it `needs` (an
    expression, for `needs_for`; 0: for ever). `weight`, `ratio` and `cost` are what some algorithms ask of a queue, and
    `reserve_at` the expected waits from which its reserves help.
    """

    id: str
    name: str
    ring: int = 20_000
    wrapup: int = 30_000
    max_wait: int = 600_000
    overflow: Literal["none", "queue", "message"] = "none"
    overflow_queue: str = ""
    sl: int = 20_000
    sl_target: int = 80
    record: bool = True
    decline: bool = True
    announce_first: int = 10_000
    announce_every: int = 60_000
    trunk: str = ""
    shown: str = ""
    results: tuple[str, ...] = ()
    result_needed: bool = False
    unfinished: Literal["wait", "owe"] = "wait"
    overtime: int = 600_000
    show_listening: bool = True
    auto_answer: bool = False
    record_pause: int = 0
    hours: str = ""
    record_share: int = 100
    welcome: tuple[str, ...] = ()
    announcement: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    music: str = ""
    most: int = 0
    most_wait: int = 0
    nobody: Literal["wait", "away", "paused"] = "wait"
    at_closing: Literal["wait", "part"] = "wait"
    keep_place: int = 0
    missed: bool = False
    callback: bool = False
    callback_after: int = 0
    callback_offer: tuple[str, ...] = ()
    callback_thanks: tuple[str, ...] = ()
    callback_tries: int = 3
    callback_pause: int = 300_000
    callback_keep: int = 86_400_000
    callback_other: bool = False
    algorithm: LiveAgentRule | None = None
    order: LiveCallRule | None = None
    wants: tuple[Want, ...] = ()
    needs: str = ""
    needs_for: int = 0
    weight: int = 0
    ratio: int = 0
    cost: int = 1
    reserve_at: tuple[int, ...] = ()

    @property
    def usual(self) -> bool:
        """Whether nothing but the usual order and the usual operators is asked for."""
        return self.algorithm is None and self.order is None and not self.wants and not self.needs


class Number(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A number people call, and the queue it leads to. `did` is digits only; `*` takes every number not named.

    `hours`: the schedule of times it is open, none for always. `flow`: the voice menu its callers walk first; then
    `queue` is for those whom the menu can lead no further. `preferred`: scores of operators for who calls it.
    """

    did: str
    queue: str
    hours: str = ""
    flow: str = ""
    preferred: tuple[tuple[str, int], ...] = ()


class Member(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How an operator stands in a queue she serves: the fields are those of `ranking.snapshot.Membership`."""

    queue: str
    penalty: int = 0
    rank: int = 0
    level: int = 1
    grade: int = 1
    weight: int = 1
    priority: int = 1
    delay: int = 0
    share: int = 0
    ring: int = 1
    reserve: int = 0
    limit: int = 0

    @property
    def usual(self) -> bool:
        """Whether she stands there like everybody."""
        return self == Member(self.queue)


class Operator(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An operator: the telephone (a PJSIP endpoint's name), its codec policy, the queues served, the right to dial.

    `masked`: customers' numbers are not for her eyes. `desk`: the endpoint of the telephone on her desk, where she may
    choose between it and the browser. `nailed`: a line stands to the telephone for the whole shift. `memberships`: how
    she stands in queues where it matters. `skills`: levels by name; `group` and `level` are asked by some algorithms.
    """

    id: str
    name: str
    endpoint: str
    queues: tuple[str, ...]
    codec: Literal["auto", "opus", "g711"] = "auto"
    browser: bool = True
    dials: bool = True
    masked: bool = False
    desk: str = ""
    nailed: bool = False
    memberships: tuple[Member, ...] = ()
    skills: tuple[tuple[str, int], ...] = ()
    group: str = ""
    level: int = 0


class Trunk(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A way out to the network. `form`: how its provider writes +7495…: `plus`, `plain` 7495…, `eight` 8495….

    `reserve`: the trunk that takes calls over which this one cannot carry. `shown`: our number (digits) on calls taken
    over from another trunk, where this provider lets no other be shown.
    """

    id: str
    name: str
    form: Literal["plus", "plain", "eight"] = "plus"
    reserve: str = ""
    shown: str = ""


class Outgoing(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The rules of calls that operators dial; times in milliseconds.

    `trunk` (none: nobody dials) and `number` (ours, digits) are used where the queue names none. `allowed` and
    `forbidden` are prefixes of numbers: the longest that fits decides, and what fits none is forbidden. `wrapup` is
    that of calls on no queue's behalf; `wrapup_failed` gives wrap-up also after a call that reached nobody.
    """

    trunk: str = ""
    number: str = ""
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    ring: int = 60_000
    wrapup: int = 0
    wrapup_failed: bool = False
    record: bool = True


class Break(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A break reason's rules: `once` and `daily` in milliseconds (0: no limit), `most` operators at once (0: any).

    `scope` says among whom `most` counts: the centre, or each queue the operator serves. When it is reached, who asks
    is refused, or waits at work until there is room (`full`). `outgoing`: calls may be made in it.
    """

    id: str
    once: int = 0
    daily: int = 0
    most: int = 0
    scope: Literal["centre", "queue"] = "centre"
    full: Literal["refuse", "wait"] = "refuse"
    outgoing: bool = False


class Result(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a talk may have come to, and what follows: with `callback` a call back is offered; `opens` names the form
    that comes up at the desk; `article` the code of the knowledge base's article that says how to go on.
    """

    id: str
    name: str
    group: str = ""
    callback: bool = False
    opens: str = ""
    article: str = ""

    @property
    def whole(self) -> str:
        """The name with its group."""
        return f"{self.group}: {self.name}" if self.group else self.name


class Settings(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All that the core needs to know. `grace` (ms): how long a telephone broken in mid-talk may be away.

    `plugins`: the functions of the house's own that queues name, each with its version.
    """

    version: int = 0
    queues: tuple[Queue, ...] = ()
    numbers: tuple[Number, ...] = ()
    operators: tuple[Operator, ...] = ()
    grace: int = 20_000
    zone: str = "Europe/Moscow"
    trunks: tuple[Trunk, ...] = ()
    outgoing: Outgoing = Outgoing()
    breaks: tuple[Break, ...] = ()
    results: tuple[Result, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    flows: tuple[Flow, ...] = ()
    plugins: tuple[tuple[str, str], ...] = ()
