"""Who is served first, and by whom."""

from __future__ import annotations

from centre import MINUTE, SECOND, SUPPORT, VIP, Centre, operator, settings

from gudok.core.words import CallArrived, Caller, ReadyAsked, TelephonyDown, TelephonyUp


def test_first_in_first_out() -> None:
    centre = Centre()
    for call in ("c1", "c2", "c3"):
        centre.arrive(call)
    centre.ready("alice", "bob")
    assert centre.mode("alice") == "ringing c1"
    assert centre.mode("bob") == "ringing c2"
    assert centre.where("c3") == "waiting sales"


def test_vip_goes_before_all_who_wait() -> None:
    centre = Centre()
    for call in ("c1", "c2"):
        centre.arrive(call)
    centre.arrive("c3", caller=VIP)
    assert centre.said("CallQueued")[0].place == 1
    centre.ready("alice")
    assert centre.mode("alice") == "ringing c3"
    assert centre.said("CallOffered")[0].why.code == "vip_first"


def test_two_vips_keep_their_order() -> None:
    centre = Centre()
    centre.arrive("c1", caller=VIP)
    centre.arrive("c2", caller=VIP)
    centre.ready("alice")
    assert centre.mode("alice") == "ringing c1"


def test_vip_of_any_queue_goes_before_an_older_call_of_another() -> None:
    centre = Centre(settings(operator("alice", "sales", "support")))
    centre.arrive("c1", "100")
    centre.arrive("c2", "200", VIP)
    centre.ready("alice")
    assert centre.mode("alice") == "ringing c2"


def test_oldest_call_over_all_queues_when_none_is_vip() -> None:
    centre = Centre(settings(operator("alice", "sales", "support")))
    centre.arrive("c1", "200")
    centre.arrive("c2", "100")
    centre.ready("alice")
    assert centre.mode("alice") == "ringing c1"


def test_vip_of_another_queue_is_not_overtaken_when_telephony_comes_back() -> None:
    centre = Centre(settings(operator("alice", "sales", "support")))
    centre.give(TelephonyDown(0, dead=False))
    centre.arrive("c1", "100")
    centre.arrive("c2", "200", VIP)
    centre.ready("alice")
    assert centre.mode("alice") == "ready"
    centre.give(TelephonyUp(0))
    assert centre.mode("alice") == "ringing c2"


def test_longest_idle_counts_from_ready_not_from_the_last_hang_up() -> None:
    centre = Centre()
    centre.ready("alice", "bob")
    centre.talk("alice", "c1")
    centre.hang_up("alice")
    centre.talk("bob", "c2")
    centre.hang_up("bob")
    centre.later(SECOND)
    centre.give(ReadyAsked(0, "bob", "bob"))  # hung up after alice, but is ready before her
    centre.later(MINUTE)
    assert centre.mode("alice") == "ready"
    centre.arrive("c3")
    assert centre.mode("bob") == "ringing c3"
    offer = centre.said("CallOffered")[0]
    assert offer.why.code == "longest_idle"
    assert [candidate.agent for candidate in offer.others] == ["alice"]
    assert offer.counts == {"ready": 2}


def test_asking_ready_again_does_not_lose_the_place_among_the_ready() -> None:
    centre = Centre()
    centre.ready("alice", "bob")
    assert centre.give(ReadyAsked(0, "alice", "alice")) == ()
    centre.arrive("c1")
    assert centre.mode("alice") == "ringing c1"


def test_operator_gets_only_calls_of_her_queues() -> None:
    centre = Centre(settings(operator("alice", "support")))
    centre.ready("alice")
    centre.arrive("c1", "100")
    assert centre.where("c1") == "waiting sales"
    centre.arrive("c2", "200")
    assert centre.mode("alice") == "ringing c2"


def test_a_call_that_came_while_no_engine_was_there_has_its_true_place() -> None:
    centre = Centre()
    centre.later(MINUTE)
    centre.arrive("c1")
    centre.arrive("c2", since=centre.at - 30 * SECOND)
    centre.ready("alice")
    assert centre.mode("alice") == "ringing c2"


def test_ties_are_broken_by_id() -> None:
    centre = Centre()
    for call in ("c2", "c1"):
        centre.give(CallArrived(0, call, f"ch-{call}", "100", Caller(), centre.at))
    centre.ready("alice", "bob", apart=0)
    assert centre.mode("alice") == "ringing c1"
    assert centre.mode("bob") == "ringing c2"


def test_no_number_no_route() -> None:
    centre = Centre()
    centre.arrive("c1", "999")
    assert centre.where("c1") == "parting"
    assert centre.said("PlayPrompt")[0].last
    centre.prompt_ends("c1")
    assert centre.where("c1") == "ended no_route"
    assert "HangUp" in centre.kinds()


def test_star_takes_every_number_that_is_not_named() -> None:
    document = settings()
    star = type(document.numbers[0])("*", SUPPORT.id)
    centre = Centre(type(document)(1, document.queues, (*document.numbers, star), document.operators))
    centre.arrive("c1", "999")
    assert centre.where("c1") == "waiting support"


def test_anonymous_and_odd_callers_are_served_like_all() -> None:
    centre = Centre()
    centre.ready("alice", "bob")
    centre.arrive("c1", caller=Caller())
    centre.arrive("c2", caller=Caller(shown="sip:робот@где-то"))
    assert [centre.mode("alice"), centre.mode("bob")] == ["ringing c1", "ringing c2"]
    assert centre.facts("CallCame")[0].why.code == "unknown_caller"
