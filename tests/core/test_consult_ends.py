"""Every way out of a talk with a second line: the customer goes, the operator goes, telephones break off."""

from __future__ import annotations

import pytest
from two_lines import Talk, talking

from gudok.core.words import (
    EndCallAsked,
    LegGone,
    TelephonyDown,
)


@pytest.fixture
def centre() -> Talk:
    return Talk()


@pytest.mark.parametrize("asks", [(), ("swap",), ("join",)])
def test_the_customer_hangs_up_and_the_two_talk_on(centre: Talk, asks: tuple) -> None:
    talking(centre, *asks)
    centre.leave("c1")
    assert centre.where("c1") == "aside alice"
    assert centre.hears() == "consulted"
    centre.give(LegGone(0, "c1", 2, 16))
    assert centre.where("c1") == "ended caller_hung_up"
    assert (centre.mode("alice"), centre.mode("bob")) == ("wrapup c1", "ready")


def test_the_customer_is_let_go(centre: Talk) -> None:
    talking(centre, "join", "drop")
    assert centre.where("c1") == "aside alice"
    assert "HangUp" in centre.kinds()
    centre.hang_up("alice")
    assert centre.where("c1") == "ended operator_hung_up"
    assert centre.mode("bob") == "ready"


@pytest.mark.parametrize("how", ["told", "torn", "lost"])
def test_the_last_two_part(centre: Talk, how: str) -> None:
    talking(centre)
    centre.leave("c1")
    centre.leg_gone("alice", 16, how)
    assert centre.where("c1") == "ended caller_hung_up"
    assert (centre.mode("alice"), centre.mode("bob")) == ("wrapup c1", "ready")


def test_the_customer_gives_up_while_it_rings(centre: Talk) -> None:
    centre.consult()
    centre.leave("c1")
    assert centre.where("c1") == "ended caller_hung_up"
    assert (centre.mode("alice"), centre.mode("bob")) == ("wrapup c1", "ready")


# the operator goes


@pytest.mark.parametrize("asks", [(), ("swap",), ("join",)])
def test_the_operator_puts_the_telephone_down_and_the_others_have_each_other(centre: Talk, asks: tuple) -> None:
    talking(centre, *asks)
    centre.leg_gone("alice", 16, "told")
    assert centre.where("c1") == "talk bob"
    assert centre.mode("alice") == "wrapup c1"


def test_the_operator_ends_it_for_all(centre: Talk) -> None:
    talking(centre, "join")
    centre.hang_up("alice")
    assert centre.where("c1") == "ended operator_hung_up"
    assert (centre.mode("alice"), centre.mode("bob")) == ("wrapup c1", "ready")
    assert len(centre.said("DropLeg")) == 2


def test_the_operators_telephone_breaks_off_in_a_conference(centre: Talk) -> None:
    talking(centre, "join")
    centre.leg_gone("alice", 44, "torn")
    assert centre.where("c1") == "talk bob"


def test_the_operators_telephone_breaks_off_in_private(centre: Talk) -> None:
    talking(centre)
    centre.leg_gone("alice", 44, "torn")
    assert centre.where("c1") == "returning alice"
    assert centre.mode("bob") == "ready"
    assert "ParkCaller" in centre.kinds()


def test_the_operators_page_is_loaded_anew(centre: Talk) -> None:
    talking(centre)
    centre.reload("alice")
    assert centre.where("c1") == "offered alice"
    assert centre.mode("bob") == "ready"


def test_the_consulteds_page_is_loaded_anew(centre: Talk) -> None:
    talking(centre)
    centre.reload("bob")
    assert centre.where("c1") == "talk alice"
    assert centre.mode("bob") == "ready"


def test_asterisk_dies(centre: Talk) -> None:
    talking(centre, "join")
    centre.give(TelephonyDown(0, dead=True))
    assert centre.where("c1") == "ended telephony_lost"


def test_a_supervisor_ends_it(centre: Talk) -> None:
    talking(centre)
    centre.give(EndCallAsked(0, "c1", "dave"))
    assert centre.where("c1") == "ended supervisor_ended"
    assert centre.mode("bob") == "ready"
