"""The whole configuration as one value, and writing it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from gudok.edges.asterisk.config import base, dialplan, media, modules, pjsip, web
from gudok.edges.asterisk.config.place import Place, Runtime
from gudok.edges.asterisk.words import Telephony
from gudok.install.files import write_atomic
from gudok.settings import Asterisk

RELOADS = {
    "pjsip.conf": "res_pjsip.so",
    "extensions.conf": "pbx_config.so",
    "musiconhold.conf": "res_musiconhold.so",
    media.OWN_MUSIC: "res_musiconhold.so",
}
"""Files that a running Asterisk takes over, and the module to reload; any other change needs a restart."""


def render(
    asterisk: Asterisk, telephony: Telephony, place: Place, runtime: Runtime, have: Collection[str]
) -> dict[str, str]:
    """Every file by name. `have`: the modules this Asterisk has; raises ValueError for a value it cannot hold."""
    return {
        **base.others(),
        "asterisk.conf": base.asterisk_conf(place, runtime, asterisk.language),
        "logger.conf": base.logger_conf(),
        "modules.conf": modules.modules_conf(have),
        "http.conf": web.http_conf(asterisk),
        "ari.conf": web.ari_conf(asterisk),
        "rtp.conf": media.rtp_conf(asterisk),
        "musiconhold.conf": media.musiconhold_conf(runtime),
        media.OWN_MUSIC: media.own_music_conf(place, telephony.music),
        "indications.conf": media.indications_conf(),
        "extensions.conf": dialplan.extensions_conf(),
        "pjsip.conf": pjsip.pjsip_conf(asterisk, telephony),
    }


def write(place: Place, files: dict[str, str]) -> list[str]:
    """Write what differs, each file whole and for the owner only; says which were changed."""
    place.make()
    changed = [name for name, content in files.items() if current(place.etc / name) != content]
    for name in changed:
        write_atomic(place.etc / name, files[name], 0o600)
    return changed


def current(path: Path) -> str | None:
    """The file's content, if it is there."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None


def modules_of(runtime: Runtime) -> frozenset[str]:
    """The names of the modules an Asterisk has."""
    return frozenset(path.stem for path in runtime.modules.glob("*.so"))


def install(asterisk: Asterisk, telephony: Telephony, place: Place, runtime: Runtime) -> list[str]:
    """Bring the folder to the settings; says which files were changed."""
    return write(place, render(asterisk, telephony, place, runtime, modules_of(runtime)))
