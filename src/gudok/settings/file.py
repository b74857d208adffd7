"""gudok.toml: made at the first run, read, checked, written."""

from __future__ import annotations

import re
import secrets
import tomllib
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec

from gudok.install.files import write_atomic
from gudok.install.lang import tr
from gudok.ports import free_block, free_port
from gudok.settings.folder import SettingsError
from gudok.settings.sections import EVERYWHERE, Asterisk, Settings, Web, description

if TYPE_CHECKING:
    from pathlib import Path

    from gudok.settings.folder import DataFolder


def load_or_create(data: DataFolder) -> Settings:
    """The installation's settings; the first run makes the folder and the file; raises SettingsError."""
    data.make()
    if not data.settings.exists():
        save(generate(), data.settings)
    return load(data.settings)


def generate() -> Settings:
    """Settings with fresh secrets, and free ports where the usual ones are taken."""
    usual = Asterisk()
    rtp_start, rtp_end = free_block(usual.bind, usual.rtp_start, usual.rtp_end)
    return Settings(
        web=Web(port=free_port(Web().bind, Web().port), secret_key=secrets.token_urlsafe(48)),
        asterisk=Asterisk(
            sip_port=free_port(usual.bind, usual.sip_port, udp=True, stride=10),
            http_port=free_port(usual.bind, usual.http_port),
            rtp_start=rtp_start,
            rtp_end=rtp_end,
            ari_password=secrets.token_urlsafe(24),
        ),
    )


def load(path: Path) -> Settings:
    """Read and check the file; raises SettingsError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(tr(f"{path}: not a TOML file: {error}.", f"{path}: это не файл TOML: {error}.")) from error
    check_names(path, content)
    try:
        settings = msgspec.convert(content, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(explain(path, str(error))) from error
    check_together(path, settings)
    return settings


def check_names(path: Path, content: dict[str, Any]) -> None:
    """Refuse sections and keys that do not exist, and say which do."""
    sections = get_type_hints(Settings)
    for section, values in content.items():
        if section not in sections:
            known = ", ".join(sections)
            raise SettingsError(
                tr(
                    f"{path}: [{section}] is unknown; allowed sections: {known}.",
                    f"{path}: раздела [{section}] нет; есть разделы: {known}.",
                )
            )
        if not isinstance(values, dict):
            raise SettingsError(
                tr(
                    f"{path}: {section} must be a section: [{section}].",
                    f"{path}: {section} должен быть разделом: [{section}].",
                )
            )
        for key in values:
            allowed = sections[section].__struct_fields__
            if key not in allowed:
                known = ", ".join(allowed)
                raise SettingsError(
                    tr(
                        f"{path}: [{section}] {key} is unknown; allowed keys: {known}.",
                        f"{path}: ключа {key} в разделе [{section}] нет; есть ключи: {known}.",
                    )
                )


def check_together(path: Path, settings: Settings) -> None:
    """Refuse keys that are right one by one and wrong together."""
    if settings.asterisk.rtp_start >= settings.asterisk.rtp_end:
        raise SettingsError(
            tr(
                f"{path}: [asterisk] rtp_start must be lower than rtp_end.",
                f"{path}: [asterisk] rtp_start должен быть меньше rtp_end.",
            )
        )
    if settings.web.bind in EVERYWHERE and not settings.web.public_url:
        # The web answers only to names it knows, so that no foreign page can reach it under a name of its own.
        example = f"http://192.168.1.5:{settings.web.port}"
        raise SettingsError(
            tr(
                f"{path}: [web] bind {settings.web.bind} needs public_url: the address people type, like {example}.",
                f"{path}: [web] bind {settings.web.bind} требует public_url: адрес, который набирают люди, "
                f"например {example}.",
            )
        )
    if settings.ice.turn and not settings.ice.turn_secret:
        raise SettingsError(
            tr(
                f"{path}: [ice] turn needs turn_secret: passwords for the TURN servers are made of it.",
                f"{path}: [ice] turn требует turn_secret: из него получаются пароли для серверов TURN.",
            )
        )
    if settings.ice.relay_only and not settings.ice.turn:
        raise SettingsError(
            tr(
                f"{path}: [ice] relay_only needs a server in turn: voice would have no way.",
                f"{path}: [ice] relay_only требует сервера в turn: иначе голосу нет пути.",
            )
        )


def explain(path: Path, error: str) -> str:
    """msgspec's words with the place turned into a section and a key, and what is allowed there."""
    place = re.search(r" - at `\$\.(\w+)(?:\.(\w+))?(?:\[[\d.]+\])?`$", error)
    if place is None:
        return f"{path}: {error}."
    section, key, what = place[1], place[2], error[: place.start()]
    if key is None:
        return f"{path}: [{section}]: {what}."
    allowed = description(get_type_hints(Settings)[section], key)
    return tr(
        f"{path}: [{section}] {key}: {what}; allowed: {allowed}.",
        f"{path}: [{section}] {key}: значение не подходит; допустимо: {allowed}.",
    )


def save(settings: Settings, path: Path) -> None:
    """Write the file whole or not at all, readable by its owner only."""
    lines = [
        tr(
            "# Gudok's settings. After a change: stop and start it.",
            "# Настройки Гудка. После изменения остановите его и запустите снова.",
        )
    ]
    for section, kind in get_type_hints(Settings).items():
        lines += ["", f"[{section}]"]
        for key in kind.__struct_fields__:
            value = msgspec.json.encode(getattr(getattr(settings, section), key)).decode()
            lines += [f"# {description(kind, key)}", f"{key} = {value}"]
    write_atomic(path, "\n".join(lines) + "\n", 0o600)
