"""The robot that calls on demand."""

from __future__ import annotations

from centre import Centre

from gudok.core.words import TelephonyDown, TrialAsked


def test_a_robot_is_sent_to_the_number() -> None:
    centre = Centre()
    centre.give(TrialAsked(0, "100", "dave"))
    (command,) = centre.said("CallOurselves")
    assert (command.did, command.why.numbers["by"]) == ("100", "dave")


def test_it_is_refused_where_nobody_could_answer() -> None:
    centre = Centre()
    centre.give(TrialAsked(0, "999", "dave"))
    assert centre.refused() == "no_route"
    centre.give(TelephonyDown(0, dead=False))
    centre.give(TrialAsked(0, "100", "dave"))
    assert centre.refused() == "telephony_down"
