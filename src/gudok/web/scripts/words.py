"""What the editor of scripts says: kinds of steps, what is wrong, and the words of its scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from gudok.core.ivr.check import Problem


def kind_names() -> dict[str, str]:
    return {
        "say": _("Say"),
        "choice": _("Choice"),
        "question": _("Question"),
        "end": _("Goodbye"),
        "objection": _("Objection"),
    }


def problem_words() -> dict[str, str]:
    """What is wrong, by the core's code; `{of}` is what it is about, `{exit}` the way out."""
    return {
        "no_start": _("The script has no beginning."),
        "doubled": _("Two steps have this name."),
        "no_id": _("A step has no name."),
        "nowhere": _("“{exit}” leads nowhere."),
        "unreached": _("No way leads to this step."),
        "no_end": _("No way from this step comes to a goodbye."),
        "silent_loop": _("It goes round for ever: no answer leads out."),
        "no_text": _("Write what is said."),
        "long_text": _("At most {of} characters."),
        "no_answers": _("Give at least one answer."),
        "many_answers": _("At most {of} answers: each has its digit."),
        "no_answer": _("An answer has no words."),
        "doubled_answer": _("There are two answers “{of}”."),
        "no_keep": _("Name the field that keeps the answer."),
        "bad_keep": _("“{of}” is no name of a field: letters, digits, blanks and hyphens, a letter first."),
        "taken_keep": _("“{of}” is a variable that every script has: choose another name."),
        "unknown_variable": _("Nothing fills in “{of}”: neither a variable nor a field of this script."),
        "no_says": _("Write what the customer objects."),
        "no_pause": _("These queues allow no recording to pause: {of}."),
    }


def told(problem: Problem) -> str:
    """A problem as a sentence."""
    way = _("then") if problem.field == "next" else problem.field.partition(":")[2] or problem.field
    text = problem_words().get(problem.code, problem.code)
    return text.replace("{of}", problem.of).replace("{exit}", way)


def editor_words() -> dict[str, str]:
    """What the editor's script says. `{name}` is filled in by the script."""
    return {
        "exit_next": _("then"),
        "begins": _("The script begins here"),
        "begin_here": _("Begin here"),
        "delete": _("Delete this step"),
        "ways_out": _("Where it leads"),
        "nowhere": _("— nowhere yet —"),
        "fresh": _("A new step"),
        "add_value": _("Add an answer"),
        "value": _("Answer"),
        "to": _("{exit}: leads to"),
        "remove_exit": _("Take “{exit}” away"),
        "none": _("— not chosen —"),
        "lost": _("{code} (is gone)"),
        "removed": _("Deleted: {title}"),
        "added": _("Added: {title}"),
        "undone": _("Undone."),
        "kept": _("Draft kept."),
        "keeping": _("Keeping…"),
        "used": _("In use: operators read this from the next call on."),
        "no_answer": _("No answer from the server: the last change is not kept yet, it is tried again."),
        "in_use": _("In use"),
        "draft": _("Draft"),
        "problems": _("Problems: {n}"),
        "zoomed": _("{n}% of its size"),
        "leads": _("{exit} leads to {title}"),
        "leads_nowhere": _("{exit} leads nowhere"),
        "has_problem": _("something is wrong"),
        "pick": _("Choose a step in the picture: click it, or Tab to the picture and use the arrows."),
        "blank": _("Nothing is drawn yet. Choose what is said first:"),
        "last": _("The script ends here."),
        "try_no_answer": _("No answer from the server. Try again."),
    }


def player_words() -> dict[str, str]:
    """What the script says where it is read: at the desk, and where it is tried."""
    return {
        "step": _("Step {n}"),
        "aloud": _("Read aloud"),
        "advice": _("For you, not aloud"),
        "required": _("Required"),
        "paused": _("The recording pauses during this step"),
        "not_paused": _("The recording does NOT pause: {reason}"),
        "ended": _("The script is at its end."),
        "missing": _("Still required: {steps}"),
        "objections": _("Objections"),
        "objection": _("Objection: {says}"),
        "answer": _("Answer"),
        "needs": _("This answer is required."),
        "number": _("Write a number."),
        "date": _("Choose a date."),
        "unknown": _("not known"),
        "saved": _("Saved {time} ✓"),
        "not_saved": _("Not saved; a copy is kept in the browser"),
        "overtaken": _("{who} has gone on in this script meanwhile, from another page."),
        "keep_mine": _("Keep mine"),
        "take_theirs": _("Take theirs"),
    }
