"""Calls, recordings and notes: the call stays countable, who called does not."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.people.held.parts import File, HeldError, Part, Table
from gudok.web.record.models import Call, CallEvent, Leg, Line, Name, Note
from gudok.web.record.recordings import flac_file, peaks_file, raw_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gudok.web.people.held.parts import Person

SLICE = 500
"""Keys in one question: SQLite takes no more than some thousands."""


def slices(keys: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    return (keys[n : n + SLICE] for n in range(0, len(keys), SLICE))


def show(person: Person) -> Iterable[Table]:
    names = dict(Name.objects.values_list("id", "name"))
    calls = [row for part in slices(person.calls) for row in Call.objects.filter(pk__in=part)]
    legs = [row for part in slices(person.calls) for row in Leg.objects.filter(call_id__in=part)]
    notes = [
        row for part in slices(person.calls) for row in Note.objects.filter(call__in=part).select_related("author")
    ]
    yield Table(
        _("Calls"),
        [_("When"), _("Direction"), _("Number"), _("Name"), _("Queue"), _("Operator"), _("End"), _("Talk, s")],
        [
            [row.arrived_at, row.direction, row.number or row.shown, row.name, names.get(row.queue, row.queue),
             names.get(row.agent, row.agent), row.end, row.talk_ms // 1000]
            for row in calls
        ],
    )  # fmt: skip
    yield Table(
        _("Recordings"),
        [_("Call"), _("When"), _("State"), _("Length, s")],
        [[row.call_id, row.rang_at, row.recording, row.recorded_ms // 1000] for row in legs if row.recording != "none"],
    )
    yield Table(_("Notes"), [_("When"), _("Who"), _("Text")], [[n.saved_at, str(n.author), n.text] for n in notes])
    yield Table(_("Typed in voice menus"), [_("When"), _("Text")], list(_typed(person)))


def _typed(person: Person) -> Iterator[list[Any]]:
    for part in slices(person.calls):
        for event in CallEvent.objects.filter(call_id__in=part, fact="FlowStepped"):
            if event.data.get("typed"):
                yield [event.at, event.data["typed"]]


def files(person: Person) -> Iterator[File]:
    """The recordings that are there."""
    folder = settings.DATA.recordings
    for part in slices(person.calls):
        ready = Leg.objects.filter(call_id__in=part, recording=Leg.Recording.READY)
        for leg in ready.order_by("rang_at"):
            path = flac_file(folder, leg.record)
            if path.exists():
                yield File(f"recordings/{leg.call_id}-{leg.n}.flac", path)


def all_files(person: Person) -> list[str]:
    """Every file of his talks, also those that are being finished: paths under the data folder."""
    root, folder = settings.DATA.path, settings.DATA.recordings
    records = chain.from_iterable(
        Leg.objects.filter(call_id__in=part).exclude(record="").values_list("record", flat=True)
        for part in slices(person.calls)
    )
    made = [make(folder, record) for record in records for make in (flac_file, peaks_file, raw_file)]
    return [str(path.relative_to(root)) for path in made]


def erase(person: Person) -> int:
    if any(Call.objects.filter(pk__in=part, ended_at=None).exists() for part in slices(person.calls)):
        raise HeldError(_("A call of this customer goes on: erase after its end."))
    done = 0
    for part in slices(person.calls):
        Note.objects.filter(call__in=part).delete()
        Line.objects.filter(call__in=part).delete()
        legs = Leg.objects.filter(call_id__in=part)
        legs.exclude(recording=Leg.Recording.NONE).update(recording=Leg.Recording.DELETED)
        for leg in legs.exclude(number=""):
            Leg.objects.filter(pk=leg.pk).update(number=person.words.clean(leg.number))
        done += Call.objects.filter(pk__in=part).update(number="", shown="", name="", customer=None)
        _clean_stories(person, part)
    return done


def _clean_stories(person: Person, calls: tuple[str, ...]) -> None:
    """What was decided and why stays told; what he typed and how he was called does not."""
    changed = []
    for event in CallEvent.objects.filter(call_id__in=calls).iterator():
        data = {name: value for name, value in event.data.items() if name != "typed"}
        clean = person.words.clean(data), person.words.clean(event.numbers)
        if clean != (event.data, event.numbers):
            event.data, event.numbers = clean
            changed.append(event)
    CallEvent.objects.bulk_update(changed, ["data", "numbers"], batch_size=SLICE)


def audited(person: Person) -> Iterator[tuple[str, list[str]]]:
    for part in slices(person.calls):
        yield "record.call", list(part)
        legs = Leg.objects.filter(call_id__in=part).values_list("pk", flat=True)
        yield "record.leg", [str(pk) for pk in legs]


PART = Part(
    "calls",
    gettext_lazy("Calls"),
    ("record.call", "record.callevent", "record.leg", "record.note", "record.line", "record.callresult"),
    show,
    erase,
    gettext_lazy("Time, queue, operator, waiting, talk and result of each call stay, for figures; who called goes."),
    files,
    audited,
    ("did", "queue", "agent", "end", "result", "fact", "code", "outcome", "record", "kind", "call", "by"),
)
