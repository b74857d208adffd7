"""What routing looks at: operators, waiting calls and queues at one moment, as frozen data.

Times are UTC milliseconds (or any milliseconds counted from one zero), durations milliseconds; 0 in a time is «never».
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Value = bool | int | str | tuple[str, ...]
"""What an attribute may be."""


class Part(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A piece of a snapshot."""


class Tally(Part, frozen=True):
    """What was counted in a window: calls talked and offered, and milliseconds of talk, of work (talk, hold and
    wrap-up) and signed in (`staffed`)."""

    calls: int = 0
    offered: int = 0
    talk: int = 0
    work: int = 0
    staffed: int = 0


class Talk(Part, frozen=True):
    """A talk that is over. `filtered`: its result says that it does not count (a wrong number, a hang-up)."""

    queue: str
    began: int
    ended: int
    inbound: bool = True
    filtered: bool = False


class Pointer(Part, frozen=True):
    """How far a walk through the operators of a queue has come: her place, and her id among those of the same place."""

    position: int
    agent: str = ""


class Membership(Part, frozen=True):
    """An operator in one queue.

    `penalty`: 0 is asked first, a greater one only when nobody of a smaller is free. `rank`: greater first (-9…9).
    `level`: 1 is the best (…16). `grade` and `weight`: tickets in a lottery. `priority`: the queue's among her queues,
    1 first. `delay`: calls younger are not for her. `share`: per cent of her time, or of the queue's calls, meant.
    `position`: her place in the list as set up; `joined`: her place in the order of signing in. `ring`: 1 is the
    innermost. `reserve`: 0, or the wait level (1, 2) from which she helps. `limit`: calls a day (0: any).
    `offered`, `began`, `ended`: when a call of this queue was offered to her, and her last talk in it began and ended.
    `tally`: counts of this queue by window («day», «all», «3600»: seconds, …).
    """

    penalty: int = 0
    rank: int = 0
    level: int = 1
    grade: int = 1
    weight: int = 1
    priority: int = 1
    delay: int = 0
    share: int = 0
    position: int = 0
    joined: int = 0
    ring: int = 1
    reserve: int = 0
    paused: bool = False
    limit: int = 0
    offered: int = 0
    began: int = 0
    ended: int = 0
    tally: Mapping[str, Tally] = {}


class Agent(Part, frozen=True):
    """An operator. `since`: the present state began; `signed`: the shift did; `offered`, `began`, `ended`: a call was
    last offered to her, and her last talk began and ended, over all queues.

    `skills`: level by name. `capacity` and `load`: how many contacts of a channel she may have and has (one may be had
    where nothing is said). `talks`: the latest ones, oldest first. `busy`: a call outside the queues is going on.
    `not_before`: she is not to be offered anything earlier (after she did not answer). `picks`: the call she chose.
    """

    id: str
    state: Literal["ready", "ringing", "talking", "wrapup", "paused", "away"] = "ready"
    since: int = 0
    signed: int = 0
    reachable: bool = True
    skills: dict[str, int] = {}
    queues: dict[str, Membership] = {}
    group: str = ""
    level: int = 0
    attributes: dict[str, Value] = {}
    capacity: dict[str, int] = {}
    load: dict[str, int] = {}
    offered: int = 0
    began: int = 0
    ended: int = 0
    tally: Mapping[str, Tally] = {}
    talks: tuple[Talk, ...] = ()
    busy: bool = False
    not_before: int = 0
    picks: str = ""


class Want(Part, frozen=True):
    """A skill wanted, from a level on. `weight` counts in weighted sums. `relax`: pairs of (waited so long, the level
    wanted from then on); 0 wants it no more."""

    skill: str
    level: int = 1
    weight: int = 1
    relax: tuple[tuple[int, int], ...] = ()


class Step(Part, frozen=True):
    """An expression that holds for a time (`lasts`, ms; 0: for ever); then the next step does."""

    needs: str
    lasts: int = 0


class Call(Part, frozen=True):
    """A call (or another contact) that waits since `arrived`.

    `priority`: greater first. `head`: a head start. `objective`: how long it should wait at the most (0: as its queue
    says). `wants` and `needs`: skills, and an expression, without which nobody may have it. `steps`: criteria that give
    way with time. `last`, `last_at`: the operator who talked with this customer last, and when. `preferred`,
    `predicted`: scores by operator, greater is better. `pointer`: how far this caller's own walk has come. `ringing`:
    since when operators are rung for it. `tried`: who did not take it. `picked`: the operator who chose it.
    """

    id: str
    queue: str
    arrived: int
    priority: int = 0
    vip: bool = False
    channel: str = "voice"
    head: int = 0
    objective: int = 0
    wants: tuple[Want, ...] = ()
    needs: str = ""
    steps: tuple[Step, ...] = ()
    attributes: dict[str, Value] = {}
    customer: str = ""
    last: str = ""
    last_at: int = 0
    preferred: dict[str, int] = {}
    predicted: dict[str, int] = {}
    pointer: Pointer | None = None
    ringing: int = 0
    tried: tuple[str, ...] = ()
    picked: str = ""


class Queue(Part, frozen=True):
    """A queue. `objective`: a call should wait no longer. `ratio`: per cent of all waiting that should be its own.
    `cost`: of a call's waiting. `patience`: how long callers wait on average (0: not known). `estimate`: the wait
    expected for a call that comes now. `wrapup`: the pause after a call. `skills`: what its calls want, in order of
    importance. `reserve_at`: the expected waits from which reserves of level 1 and 2 help. `pointer`: whom the walk
    through its operators has reached. `figures`: what else is known of it, for expressions."""

    id: str
    weight: int = 0
    objective: int = 20_000
    ratio: int = 0
    cost: int = 1
    patience: int = 0
    estimate: int = 0
    wrapup: int = 0
    skills: tuple[Want, ...] = ()
    reserve_at: tuple[int, ...] = ()
    pointer: Pointer | None = None
    figures: dict[str, int] = {}


class Snapshot(Part, frozen=True):
    """All that a decision may depend on, besides its rule and the dice."""

    now: int
    agents: tuple[Agent, ...] = ()
    calls: tuple[Call, ...] = ()
    queues: tuple[Queue, ...] = ()
