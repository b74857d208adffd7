"""The calls that wait until an operator picks one, as her desk lists them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Any, Literal

from asgiref.sync import sync_to_async
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from gudok.web.api.door import open_to
from gudok.web.api.resources.asks import FORCE, allowed
from gudok.web.api.shapes import Body
from gudok.web.live.picks import KIND, MASKED, Picks
from gudok.web.live.queries import replica

if TYPE_CHECKING:
    from gudok.web.api.caller import Caller

router = Router(tags=["Live"])


class ListedCall(Body):
    """A call that this operator may pick now."""

    id: Annotated[str, Field(examples=["c0123456789ab"])]
    name: str
    number: Annotated[str, Field(description="Masked without `numbers:full`.")]
    vip: bool
    customer: str
    queue: Annotated[str, Field(description="The queue's name.")]
    joined: Annotated[int, Field(description="Since when it waits: UTC milliseconds.")]
    kind: Annotated[
        Literal["call", "callback", "question"],
        Field(description="A caller who waits, one to be called back, the question of a colleague."),
    ]
    source: Annotated[str, Field(description="The colleague's name.")]


class Listed(Body):
    """The list, in the queue's order; empty while the operator is not ready."""

    calls: list[ListedCall]
    more: Annotated[int, Field(description="How many wait besides.")]


@router.get(
    "/operators/{id}/picks", response=Listed, url_name="api_picks", **open_to("live:read", "desk.use", FORCE)
)  # fmt: skip
async def picks(request: HttpRequest, id: str) -> dict[str, Any]:  # noqa: A002 the address's own word
    """The calls an operator may pick; one's own, or with the right to force states those of anybody in scope."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    await sync_to_async(allowed)(caller, id)
    known = await replica()
    return Picks(known, int(time.time() * 1000)).picture(f"{KIND}{id}{MASKED if caller.masked else ''}")
