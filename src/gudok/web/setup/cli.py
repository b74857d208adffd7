"""`gudok config`: the whole set-up as one TOML file that can live in git."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from django.utils.translation import gettext as _

from gudok.install.files import write_atomic
from gudok.install.lang import is_russian
from gudok.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.setup.document.bundle import Bundle
    from gudok.web.setup.document.compare import Change
    from gudok.web.setup.document.words import Document

T = TypeVar("T")
OWNER_ONLY, EVERYBODY = 0o600, 0o644
FILE = click.argument("file", type=click.Path(exists=True, path_type=Path))


@click.group()
@click.option("--data", metavar="DIR", help="The data folder; else GUDOK_DATA, else data/ in the checkout.")
def main(data: str | None) -> None:
    """The whole set-up as one file: export, check, diff, apply."""
    os.environ["GUDOK_DATA"] = str(data_folder(data).path)
    from gudok.web.config.prepare import prepare_records

    prepare_records()
    from django.utils import translation

    translation.activate("ru" if is_russian() else "en")


@main.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--secrets", is_flag=True, help="With the passwords of telephones and trunks; only to a file.")
@click.option("--sounds", is_flag=True, help="With the sounds of prompts: an archive (FILE.zip) or a folder.")
def export(file: Path | None, secrets: bool, sounds: bool) -> None:
    """Write the set-up to FILE, or print it."""
    from django.conf import settings

    from gudok.web.setup.document import bundle
    from gudok.web.setup.document.write import present, to_toml

    if file is None and (secrets or sounds):
        raise click.UsageError(_("--secrets and --sounds need a file."))
    document = present(secrets=secrets)
    text, mode = to_toml(document), OWNER_ONLY if secrets else EVERYBODY
    if file is None:
        click.echo(text, nl=False)
    elif sounds:
        bundle.write(file, bundle.Bundle(text, faulted(lambda: bundle.gather(document, settings.DATA))), mode)
    else:
        write_atomic(file, text, mode)


@main.command()
@FILE
def check(file: Path) -> None:
    """Tell whether FILE could be applied; every fault with its line."""
    changes = guarded(tried, faulted(lambda: read(file)))
    click.echo(_("Good; changes it would make: %(n)d.") % {"n": len(changes)})


@main.command()
@FILE
def diff(file: Path) -> None:
    """Show what applying FILE would change; exit status 1 when anything."""
    found = faulted(lambda: read(file))
    changes = guarded(tried, found)
    fresh = faulted(lambda: unknown_sounds(found))
    if changes or not fresh:
        show(changes)
    for name in fresh:
        click.echo(_("+ sound: %(name)s") % {"name": name})
    sys.exit(1 if changes or fresh else 0)


@main.command()
@FILE
@click.option(
    "--by", default=None, metavar="NAME", help="Who changes it, for the audit; else your name on this machine."
)
def apply(file: Path, by: str | None) -> None:
    """Bring the set-up to FILE: all of it at once, or nothing."""
    from gudok.web.setup.document.apply import apply as bring

    name = by or f"gudok config ({getpass.getuser()})"
    found = faulted(lambda: read(file))
    # The sounds first: rows must never name one that is not there; one that nobody names does no harm.
    guarded(bring_sounds, found)
    show(guarded(lambda bundle: bring(None, checked(bundle), by=name, text=bundle.text), found))


def read(file: Path) -> Bundle:
    from gudok.web.setup.document import bundle

    try:
        return bundle.read(file)
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: {error}") from error


def checked(found: Bundle) -> Document:
    """The document, when it and the sounds that came along are whole; raises BadDocumentError."""
    from django.conf import settings

    from gudok.web.setup.document import bundle

    return bundle.checked(found, settings.DATA)


def unknown_sounds(found: Bundle) -> list[str]:
    """The prompts whose sound applying would bring here."""
    from django.conf import settings

    from gudok.web.setup.document import bundle

    return bundle.new_sounds(found, checked(found), settings.DATA)


def bring_sounds(found: Bundle) -> list[Change]:
    """Only when all of the document could be applied."""
    from django.conf import settings

    from gudok.web.setup.document import bundle

    changes = tried(found)
    bundle.bring(found, checked(found), settings.DATA)
    return changes


def guarded(do: Callable[[Bundle], list[Change]], found: Bundle) -> list[Change]:
    """Do it, and tell every fault of the file instead of failing with the first."""
    return faulted(lambda: do(found))


def faulted(do: Callable[[], T]) -> T:
    from gudok.web.setup.document.words import BadDocumentError

    try:
        return do()
    except BadDocumentError as error:
        told = [_("Nothing was changed:"), *map(str, error.problems)]
        raise click.ClickException("\n  ".join(told)) from error


def tried(found: Bundle) -> list[Change]:
    from gudok.web.setup.document.apply import try_out

    return try_out(checked(found), found.text)


def show(changes: list[Change]) -> None:
    from gudok.web.setup.document.compare import as_text

    click.echo(as_text(changes) or _("Nothing differs."))
