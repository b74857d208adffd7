"""Who stands in a bridge is not brought there again; and who may not stand there any more is."""

from __future__ import annotations

from collections.abc import Callable

from gudok.edges.asterisk.ari import AriError
from gudok.edges.asterisk.places import Places
from gudok.edges.asterisk.sent import Sent

ALICE, CUSTOMER, EXPERT = "alice-leg", "customer", "expert"


class Asterisk:
    """Takes every request down and answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.open: list[Sent] = []

    def send(self, method: str, uri: str, lane: str, query: dict[str, str] | None = None) -> Sent:
        self.asked.append((method, uri, (query or {}).get("channel", "")))
        self.open.append(Sent())
        return self.open[-1]

    def watch(self, sent: Sent, on_gone: Callable[[], None] = lambda: None, code: int | None = None) -> None:
        def ended(done: Sent) -> None:
            if isinstance(done.error, AriError) and done.error.status == code:
                on_gone()

        sent.add_done_callback(ended)

    def answer(self, status: int = 204) -> None:
        """The last request's end."""
        self.open[-1].end(error=None if status == 204 else AriError(status, "{}"))

    @property
    def brought(self) -> list[str]:
        return [who for _, uri, who in self.asked if uri.endswith("addChannel")]


def talk() -> tuple[Asterisk, Places]:
    """Alice and the expert talk in her bridge, the customer waits outside."""
    asterisk = Asterisk()
    places = Places(asterisk)
    places.gather("b-alice", "alice", "c1", [ALICE, EXPERT])
    asterisk.answer()
    return asterisk, places


def test_a_third_joins_and_nobody_else_is_moved() -> None:
    asterisk, places = talk()
    places.gather("b-alice", "alice", "c1", [CUSTOMER, ALICE])
    assert asterisk.brought == [f"{ALICE},{EXPERT}", CUSTOMER]
    places.gather("b-alice", "alice", "c1", [CUSTOMER, ALICE])
    assert asterisk.brought[2:] == [], "all are there"


def test_who_left_is_brought_again() -> None:
    asterisk, places = talk()
    assert places.left(EXPERT) == "b-alice"
    places.gather("b-alice", "alice", "c1", [ALICE, EXPERT])
    assert asterisk.brought[1:] == [EXPERT]


def test_who_was_refused_is_brought_again() -> None:
    asterisk, places = talk()
    places.gather("b-alice", "alice", "c1", [CUSTOMER, ALICE])
    asterisk.answer(422)
    places.gather("b-alice", "alice", "c1", [CUSTOMER, ALICE])
    assert asterisk.brought[1:] == [CUSTOMER, CUSTOMER]


def test_a_bridge_that_is_lost_is_made_anew_and_everybody_brought() -> None:
    asterisk, places = talk()
    places.gather("b-alice", "alice", "c1", [CUSTOMER, ALICE])
    asterisk.answer(404)
    assert asterisk.asked[-2:] == [
        ("POST", "bridges/b-alice", ""),
        ("POST", "bridges/b-alice/addChannel", f"{CUSTOMER},{ALICE}"),
    ]
    asterisk.answer(404)
    assert asterisk.asked[5:] == [], "once is enough"


def test_a_survey_corrects_what_did_not_move_meanwhile() -> None:
    asterisk, places = talk()
    places.asked()
    places.gather("b-alice", "alice", "c1", [CUSTOMER])
    asterisk.answer()
    places.learn({ALICE: "b-alice"})
    places.gather("b-alice", "alice", "c1", [CUSTOMER, ALICE, EXPERT])
    assert asterisk.brought[2:] == [EXPERT], (
        "the survey is older than the customer's coming, and did not see the expert"
    )


def test_after_a_new_link_the_survey_tells_who_is_where() -> None:
    asterisk = Asterisk()
    places = Places(asterisk)
    places.asked()
    places.learn({ALICE: "b-alice", EXPERT: "b-bob"})
    places.gather("b-alice", "alice", "c1", [ALICE, EXPERT])
    assert asterisk.brought == [EXPERT]
