"""The installation: its settings, its folder, its ports, its database, its processes."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from gudok.doctor.finding import Finding, bad, good
from gudok.edges.journal.sqlite import JournalReader
from gudok.install.lang import tr
from gudok.ports import is_free
from gudok.run.children import lock_file, pid_file, probes
from gudok.run.only_one import read_pid, running
from gudok.settings import DataFolder, Settings


def folder(data: DataFolder) -> Iterator[Finding]:
    """The data folder can be written, and read by nobody else."""
    what = tr(f"Data folder {data.path}", f"Папка данных {data.path}")
    if not os.access(data.path, os.W_OK | os.X_OK):
        yield bad(
            what,
            tr(
                "It cannot be written: start Gudok as its owner",
                "Нет прав на запись: запускайте Gudok от имени её владельца",
            ),
        )
        return
    open_to_others = [path for path in (data.path, data.settings) if path.exists() and path.stat().st_mode & 0o077]
    for path in open_to_others:
        cure = f"chmod go= {path}"
        yield bad(
            tr(f"Others may read {path}, which holds secrets", f"Посторонние могут читать {path}, а там секреты"), cure
        )
    if not open_to_others:
        yield good(what)


def ports(data: DataFolder, settings: Settings) -> Iterator[Finding]:
    """The ports can be had."""
    wanted = (
        ("web", "port", settings.web.bind, settings.web.port, False),
        ("asterisk", "sip_port", settings.asterisk.bind, settings.asterisk.sip_port, True),
        ("asterisk", "http_port", settings.asterisk.bind, settings.asterisk.http_port, False),
    )
    for section, key, bind, port, udp in wanted:
        if not is_free(bind, 0):
            yield bad(
                tr(f"{bind} is not an address of this machine", f"{bind} — не адрес этой машины"),
                tr(f"Correct [{section}] bind in {data.settings}", f"Исправьте [{section}] bind в {data.settings}"),
            )
        elif is_free(bind, port, udp=udp):
            yield good(tr(f"Port {port} is free ({section})", f"Порт {port} свободен ({section})"))
        else:
            cure = tr(
                f"Stop the other program, or change [{section}] {key} in {data.settings}",
                f"Остановите другую программу или измените [{section}] {key} в {data.settings}",
            )
            yield bad(
                tr(
                    f"Port {port} on {bind} is taken by another program",
                    f"Порт {port} на {bind} занят другой программой",
                ),
                cure,
            )


def put_back(path: Path) -> str:
    """The cure of a damaged file."""
    return tr(f"Stop Gudok and put {path} back from a copy", f"Остановите Gudok и верните {path} из копии")


def journal(data: DataFolder) -> Iterator[Finding]:
    """What the engine starts from can be read: the newest snapshot and the turns after it."""
    reader = JournalReader(data.journal)
    try:
        start, _ = reader.load()
        for _turn in reader.tail(start):
            pass
        yield good(tr(f"Journal: turn {reader.last()}", f"Журнал: ход {reader.last()}"))
    except (sqlite3.Error, msgspec.DecodeError) as error:
        yield bad(f"{tr('Journal', 'Журнал')}: {error}", put_back(data.journal))
    finally:
        reader.close()


def database(data: DataFolder, settings: Settings) -> Iterator[Finding]:
    """The records can be reached, and their tables are those of this version."""
    from gudok.web.config.prepare import start_django

    os.environ["GUDOK_DATA"] = str(data.path)
    start_django()
    from django.db import Error, connection
    from django.db.migrations.executor import MigrationExecutor

    what = tr("Database", "База данных")
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        cure = tr(f"Check [database] url in {data.settings}", f"Проверьте [database] url в {data.settings}")
        yield bad(f"{what}: {str(error).strip()}", cure if settings.database.url else put_back(data.records))
        return
    if missing:
        yield bad(
            tr(
                f"Database: {len(missing)} changes of its tables are not applied",
                f"База данных: не применено изменений таблиц: {len(missing)}",
            ),
            tr("Stop Gudok and start it again: it applies them", "Остановите Gudok и запустите снова: он их применит"),
        )
    else:
        yield good(what)


def processes(data: DataFolder, settings: Settings) -> Iterator[Finding]:
    """Every process of a running centre is alive and answers."""
    if not running(lock_file(data)):
        yield good(tr("Not running now (./gudok up starts it)", "Сейчас не запущен (запуск: ./gudok up)"))
        return
    for name, answers in probes(data, settings).items():
        pid = read_pid(pid_file(data, name))
        if pid and os.path.exists(f"/proc/{pid}") and answers():  # noqa: PTH110 a process, not a file
            yield good(tr(f"{name} is alive (process {pid})", f"{name} работает (процесс {pid})"))
        else:
            cure = tr(
                f"It is restarted by itself; if not, read {data.log / name}.log",
                f"Он перезапускается сам; если нет, смотрите {data.log / name}.log",
            )
            yield bad(tr(f"{name} does not answer", f"{name} не отвечает"), cure)
