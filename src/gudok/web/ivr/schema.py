"""The kinds of nodes as the editor's forms show them, and the script's words, in the page's language."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from gudok.web.ivr.words import exit_names, kind_names

Field = dict[str, Any]


class Shape(NamedTuple):
    """A kind's picture and its ways out: `many` is the field that holds those by key or value."""

    icon: str
    exits: tuple[str, ...] = ()
    many: str = ""


SHAPES = {
    "say": Shape(icon="volume", exits=("next",)),
    "menu": Shape(icon="dialpad", exits=("nothing", "wrong"), many="keys"),
    "digits": Shape(icon="number", exits=("next", "failed")),
    "hours": Shape(icon="calendar-time", exits=("open", "closed")),
    "language": Shape(icon="language", exits=("next",)),
    "lookup": Shape(icon="user-search", exits=("known", "vip", "unknown")),
    "assign": Shape(icon="tag", exits=("next",)),
    "branch": Shape(icon="arrows-split-2", exits=("otherwise",), many="cases"),
    "queue": Shape(icon="users-group"),
    "callback": Shape(icon="phone-call", exits=("otherwise",)),
    "end": Shape(icon="phone-off"),
}


def kinds() -> list[dict[str, Any]]:
    """Every kind with its fields and its ways out."""
    names, fields = kind_names(), _fields()
    return [{"kind": kind, "name": names[kind], "fields": fields[kind]} | of._asdict() for kind, of in SHAPES.items()]


def _number(name: str, label: str, default: int, least: int, most: int, kind: str = "number") -> Field:
    return {"name": name, "type": kind, "label": label, "default": default, "least": least, "most": most}


def _field(name: str, kind: str, label: str, default: Any = "", **more: Any) -> Field:
    return {"name": name, "type": kind, "label": label, "default": default} | more


def _fields() -> dict[str, list[Field]]:
    sounds = _field("sounds", "sounds", _("What is said"), [])
    wait = _number("wait", _("Wait for a key, s"), 5_000, 1, 60, "seconds")
    tries = _number("tries", _("Said, times at the most"), 3, 1, 10)
    queue = _field("queue", "queues", _("Queue"))
    languages = [["ru", _("Russian")], ["en", _("English")]]
    numbers = [["number", _("a telephone's")], ["code", _("the customer's own")]]
    ends = [["#", "#"], ["*", "*"], ["", _("none")]]
    return {
        "say": [sounds, _field("whole", "flag", _("Heard to the end, keys do not break it off"), False)],
        "menu": [sounds, wait, tries],
        "digits": [
            sounds,
            _field("variable", "text", _("Kept as"), "number"),
            _number("least", _("Digits, at least"), 1, 0, 40),
            _number("most", _("Digits, at most"), 20, 1, 40),
            _field("end", "choice", _("The key that ends them"), "#", choices=ends),
            _field("secret", "flag", _("Secret, as a PIN: shown to nobody"), False),
            wait,
            tries,
        ],
        "hours": [_field("schedule", "schedules", _("Opening hours"))],
        "language": [_field("language", "choice", _("From here on all is said in"), "ru", choices=languages)],
        "lookup": [
            _field("by", "choice", _("What number it is"), "number", choices=numbers),
            _field("variable", "text", _("By the number kept as"), hint=_("Empty: the number the caller calls from.")),
            _number("wait", _("Longest wait for the records, s"), 3_000, 1, 60, "seconds"),
        ],
        "assign": [_field("variable", "text", _("Kept as")), _field("value", "text", _("Value"))],
        "branch": [_field("variable", "text", _("What was kept as"))],
        "queue": [queue],
        "callback": [queue],
        "end": [sounds],
    }


def words() -> dict[str, str]:
    """What the script says. `{name}` is filled in by the script."""
    return {f"exit_{name}": text for name, text in exit_names().items()} | {
        "begins": _("The call begins here"),
        "begin_here": _("Begin here"),
        "delete": _("Delete this node"),
        "ways_out": _("Where it leads"),
        "nowhere": _("— nowhere yet —"),
        "fresh": _("A new node"),
        "add_key": _("Add a key"),
        "add_value": _("Add a value"),
        "key": _("Key"),
        "value": _("Value"),
        "to": _("{exit}: leads to"),
        "remove_exit": _("Take “{exit}” away"),
        "listen": _("Listen: {name}"),
        "add_sound": _("Add a prompt"),
        "sound_n": _("Prompt {n}"),
        "remove_sound": _("Take the prompt away"),
        "none": _("— not chosen —"),
        "lost": _("{code} (is gone)"),
        "record": _("Record, upload or speak a new prompt"),
        "removed": _("Deleted: {title}"),
        "added": _("Added: {title}"),
        "undone": _("Undone."),
        "kept": _("Draft kept."),
        "keeping": _("Keeping…"),
        "used": _("In use: callers hear this from now on."),
        "no_answer": _("No answer from the server: the last change is not kept yet, it is tried again."),
        "in_use": _("In use"),
        "draft": _("Draft"),
        "problems": _("Problems: {n}"),
        "zoomed": _("{n}% of its size"),
        "leads": _("{exit} leads to {title}"),
        "leads_nowhere": _("{exit} leads nowhere"),
        "has_problem": _("something is wrong"),
        "pick": _("Choose a node in the picture: click it, or Tab to the picture and use the arrows."),
        "blank": _("Nothing is drawn yet. Choose what happens first:"),
        "left_here": _("hung up: {n}"),
        "counts_no_answer": _("No answer from the server: the counts are not new."),
        "walk_no_answer": _("No answer from the server. Try again."),
        "walk_heard": _("Heard: {heard}."),
        "walk_whole": _("This is heard to its end, keys do nothing: {title}."),
        "walk_key": _("A key is waited for: {title}."),
        "walk_digits": _("Digits are waited for: {title}."),
        "walk_queue": _("The caller is there: {title}."),
        "walk_callback": _("A callback is booked: {title}."),
        "walk_end": _("The call is over: {title}."),
        "walk_steps": _("Too many steps: on to the number's queue."),
        "walk_changed": _("This leads nowhere: on to the number's queue."),
        "walk_nowhere": _("Nothing begins yet."),
        "last": _("The call leaves the menu here."),
    }
