"""Alice in talk with c1, and what she asks of her second line: for the tests of the bare core."""

from __future__ import annotations

from centre import Centre, operator, settings
from holds import check
from msgspec.structs import replace

from gudok.core.settings import Outgoing, Settings, Trunk
from gudok.core.words import (
    CompleteAsked,
    ConsultAsked,
    DropCustomerAsked,
    EndConsultAsked,
    JoinAsked,
    LegGone,
    LegUp,
    SwapAsked,
)

NUMBER = "+74950001122"
ASKS = {
    "swap": SwapAsked, "join": JoinAsked, "complete": CompleteAsked, "end": EndConsultAsked, "drop": DropCustomerAsked,
}  # fmt: skip


def rules() -> Settings:
    document = settings(operator("alice"), operator("bob", "support"), operator("carol", "support"))
    return replace(
        document, trunks=(Trunk("t1", "Line"),), outgoing=Outgoing(trunk="t1", number="74951234567", allowed=("+7",))
    )


class Talk(Centre):
    """Alice talks with c1; bob is ready."""

    def __init__(self, document: Settings | None = None) -> None:
        super().__init__(document or rules())
        self.ready("alice")
        self.talk("alice", "c1")
        self.ready("bob")

    def give(self, came):  # type: ignore[no-untyped-def]
        out = super().give(came)
        check(self.state)
        return out

    def consult(self, to: str = "bob", kind: str = "agent", name: str = "alice") -> None:
        self.give(ConsultAsked(0, name, name, kind, to))  # type: ignore[arg-type]

    def ask(self, what: str, name: str = "alice") -> None:
        self.give(ASKS[what](0, name, name))

    @property
    def line(self):  # type: ignore[no-untyped-def]
        return self.call("c1").consult

    def hears(self) -> str:
        """Whom alice hears by the facts so far."""
        return self.facts("LinesChanged")[-1].hears

    def number(self, cause: int = 0, how: str = "told") -> None:
        """The outside number answers, or is gone for a cause."""
        leg = self.line.leg if self.line else self.call("c1").mode.leg
        self.give(LegGone(0, "c1", leg, cause, how) if cause else LegUp(0, "c1", leg))  # type: ignore[arg-type]


def talking(centre: Talk, *asks: str) -> Talk:
    """Alice consults bob, who answers; then what is asked."""
    centre.consult()
    centre.answer("bob")
    for ask in asks:
        centre.ask(ask)
    return centre
