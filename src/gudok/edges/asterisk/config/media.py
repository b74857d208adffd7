"""rtp.conf, musiconhold.conf, indications.conf."""

from __future__ import annotations

from collections.abc import Iterable

from gudok.edges.asterisk.config.ini import file, section
from gudok.edges.asterisk.config.place import Place, Runtime
from gudok.edges.asterisk.words import music_class
from gudok.settings import Asterisk


def rtp_conf(asterisk: Asterisk) -> str:
    return file(
        section(
            "general",
            ("rtpstart", asterisk.rtp_start),
            ("rtpend", asterisk.rtp_end),
            ("icesupport", "yes"),
            ("strictrtp", "yes"),
        )
    )


def musiconhold_conf(runtime: Runtime) -> str:
    return file(
        section("general", ("cachertclasses", "no")),
        section("default", ("mode", "files"), ("directory", str(runtime.data / "moh")), ("sort", "random")),
        f"#include {OWN_MUSIC}\n",
    )


OWN_MUSIC = "musiconhold_own.conf"
"""The centre's own music: a file apart, as it changes while Asterisk runs."""


def own_music_conf(place: Place, music: Iterable[str]) -> str:
    """A class for each own sound that callers wait with."""
    return file(
        *(section(music_class(name), ("mode", "files"), ("directory", str(place.music / name))) for name in music)
    )


def indications_conf() -> str:
    """The tones of the Russian network, as ITU-T E.180 lists them."""
    return file(
        section("general", ("country", "ru")),
        section(
            "ru",
            ("description", "Russian Federation"),
            ("ringcadence", "1000,4000"),
            ("dial", "425"),
            ("busy", "425/350,0/350"),
            ("ring", "425/1000,0/4000"),
            ("congestion", "425/175,0/175"),
            ("callwaiting", "425/200,0/5000"),
            ("dialrecall", "425/400,0/40"),
            ("record", "1400/400,0/15000"),
            ("info", "950/330,1400/330,1800/330,0/1000"),
            ("stutter", "425"),
        ),
    )
