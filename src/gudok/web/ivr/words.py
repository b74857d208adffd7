"""What the editor of voice menus says: kinds of nodes, ways out, and what is wrong with a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from gudok.core.ivr.check import Problem


def kind_names() -> dict[str, str]:
    return {
        "say": _("Say"),
        "menu": _("Menu"),
        "digits": _("Ask for digits"),
        "hours": _("Open now?"),
        "language": _("Language"),
        "lookup": _("Who calls?"),
        "assign": _("Note a value"),
        "branch": _("Which value?"),
        "queue": _("To a queue"),
        "callback": _("Call back"),
        "end": _("Goodbye"),
    }


def exit_names() -> dict[str, str]:
    """Ways out by their names; those of keys and values are named by themselves."""
    return {
        "next": _("then"),
        "nothing": _("no key"),
        "wrong": _("other key"),
        "failed": _("no number"),
        "open": _("open"),
        "closed": _("closed"),
        "known": _("known"),
        "vip": _("VIP"),
        "unknown": _("unknown"),
        "otherwise": _("otherwise"),
    }


def exit_name(name: str) -> str:
    """«key:1» is «1», «nothing» is «no key»."""
    return exit_names().get(name) or name.partition(":")[2] or name


def problem_words() -> dict[str, str]:
    """What is wrong, by the core's code; `{of}` is what it is about, `{exit}` the way out."""
    return {
        "no_start": _("The flow has no beginning."),
        "bad_steps": _("The flow may have from 1 to 1000 steps."),
        "doubled": _("Two nodes have this name."),
        "no_id": _("A node has no name."),
        "nowhere": _("“{exit}” leads nowhere."),
        "unreached": _("Nothing leads here."),
        "no_end": _("No way from here comes to an end: to a queue, a call back or a goodbye."),
        "silent_loop": _("A caller who presses nothing goes round for ever."),
        "no_keys": _("Give the menu at least one key."),
        "bad_key": _("“{of}” is no key: 0 to 9, * and # are."),
        "bad_wait": _("The wait may be from 1 to 60 seconds."),
        "bad_tries": _("It may be asked from 1 to 10 times."),
        "bad_length": _("The least and the most digits do not fit each other."),
        "no_sounds": _("Choose what is said."),
        "no_sound": _("There is no prompt “{of}”."),
        "no_variable": _("Name what is kept."),
        "bad_variable": _("“{of}” is no name: letters, digits and _ only, a letter first."),
        "unset": _("Nothing keeps “{of}” before."),
        "no_cases": _("Give at least one value."),
        "no_queue": _("Choose a queue."),
        "no_schedule": _("Choose opening hours."),
        "no_language": _("Choose a language."),
    }


def told(problem: Problem) -> str:
    """A problem as a sentence."""
    text = problem_words().get(problem.code, problem.code)
    return text.replace("{of}", problem.of).replace("{exit}", exit_name(problem.field))
