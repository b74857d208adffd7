"""`gudok backup`, `gudok restore`, `gudok export`."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import click

from gudok.backup.words import BackupError
from gudok.install.lang import is_russian, tr
from gudok.settings import SettingsError, data_folder

PASSPHRASE = "GUDOK_PASSPHRASE"  # noqa: S105 the name of a variable
DATA = click.option("--data", metavar="DIR", help="The data folder; else GUDOK_DATA, else data/ in the checkout.")
SECRET = click.option(
    "--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with the passphrase that seals the archive; else the variable GUDOK_PASSPHRASE.",
)  # fmt: skip
OUT = click.argument("out", type=click.Path(path_type=Path))


def passphrase(file: Path | None) -> str:
    """Never from the command line, which others see."""
    return file.read_text(encoding="utf-8").strip() if file else os.environ.get(PASSPHRASE, "")


def start(data: str | None) -> None:
    """Django on a data folder that is there."""
    folder = data_folder(data)
    if not folder.settings.exists():
        raise click.ClickException(tr(f"There is no centre in {folder.path}.", f"В папке {folder.path} нет центра."))
    os.environ["GUDOK_DATA"] = str(folder.path)
    from gudok.web.config.prepare import prepare_records

    prepare_records()
    from django.utils import translation

    translation.activate("ru" if is_russian() else "en")


@click.command()
@OUT
@DATA
@click.option("--no-recordings", is_flag=True, help="Without the recordings, which are most of it.")
@SECRET
def backup(out: Path, data: str | None, no_recordings: bool, passphrase_file: Path | None) -> None:
    """Write all of a centre into the file OUT while it runs."""
    start(data)
    from django.conf import settings

    from gudok.backup.make import make
    from gudok.web.retention.note import note_backup

    if out.resolve().is_relative_to(settings.DATA.path.resolve()):
        raise click.ClickException(tr("OUT stands in the data folder.", "Файл лежит в самой папке данных."))
    secret = passphrase(passphrase_file)
    after = {"file": str(out), "recordings": not no_recordings, "sealed": bool(secret)}
    note_backup(getpass.getuser(), after)
    try:
        made = make(settings.DATA, out, recordings=not no_recordings, passphrase=secret)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    size = out.stat().st_size / 1e6
    said = f"{out}: {size:.1f} MB, {len(made.files)}"
    click.echo(tr(f"{said} files, journal to turn {made.turn}.", f"{said} файлов, журнал до хода {made.turn}."))


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@DATA
@click.option("--database", metavar="URL", default="", help="An empty PostgreSQL database for the records.")
@SECRET
def restore(archive: Path, data: str | None, database: str, passphrase_file: Path | None) -> None:
    """Make a centre of ARCHIVE in a folder that is empty or not there yet."""
    from gudok.backup.restore import restore as put_back

    folder = data_folder(data)
    try:
        made = put_back(archive, folder, passphrase=passphrase(passphrase_file), database=database)
    except (BackupError, SettingsError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        tr(
            f"{folder.path}: the centre of {made.made}, journal to turn {made.turn}. Start it: gudok up --data …",
            f"{folder.path}: центр от {made.made}, журнал до хода {made.turn}. Запуск: gudok up --data …",
        )
    )


@click.command()
@OUT
@DATA
@click.option("--personal", is_flag=True, help="With names, numbers, notes and all else that tells of customers.")
@click.option("--recordings", is_flag=True, help="With the recordings; only with --personal.")
def export(out: Path, data: str | None, personal: bool, recordings: bool) -> None:
    """Write everything into the ZIP file OUT in open formats: tables as CSV, with a description of their columns."""
    if recordings and not personal:
        raise click.UsageError(tr("--recordings needs --personal.", "--recordings — только с --personal."))
    start(data)
    from django.conf import settings

    from gudok.backup.export import export as write
    from gudok.web.retention.note import note_export

    after = {"file": str(out), "personal": personal, "recordings": recordings}
    note_export(getpass.getuser(), after)
    rows = write(settings.DATA, out, personal=personal, recordings=recordings)
    click.echo(
        tr(
            f"{out}: {sum(rows.values())} rows of {len(rows)} tables.",
            f"{out}: таблиц {len(rows)}, строк {sum(rows.values())}.",
        )
    )
