"""Plays the questions that wait on a stage, as the worker does; a program of its own, with GUDOK_DATA set."""

from __future__ import annotations

import sys


def main() -> None:
    from gudok.web.config.prepare import prepare_records

    prepare_records()
    from gudok.web.whatif.models import Trial
    from gudok.web.whatif.player import Player

    if sys.argv[1:] == ["undo"]:
        Trial.objects.filter(pk__gt=int(sys.stdin.read() or 0)).delete()
        return
    if sys.argv[1:] == ["newest"]:
        newest = Trial.objects.order_by("pk").last()
        sys.stdout.write(str(newest.pk if newest else 0))
        return
    player = Player(lambda: False)
    while Trial.objects.filter(state=Trial.State.WAITING).exists():
        player.round()


# The runs are in processes of their own, which import this file again.
if __name__ == "__main__":
    main()
