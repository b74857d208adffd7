"""The set-up's archive in the browser: with the sounds of the prompts, out and back in."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from gudok.web.prompts import files
from gudok.web.setup import actions
from gudok.web.setup.models import Queue
from gudok.web.setup.sounds import Prompt
from gudok.web.versions import kept
from gudok.web.versions.actions import keep_beginning

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
UPLOAD = "/setup/versions/upload/"


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client]) -> Client:
    keep_beginning(0)
    return sign_in(dave)


@pytest.fixture
def welcome(dave: User, client: Client) -> Prompt:
    """A prompt that a queue plays."""
    samples = np.sin(np.arange(8000) / 8000 * 440 * 2 * np.pi) * 0.3
    file, ms = files.keep(settings.DATA, samples)
    prompt: Prompt = actions.save_row(dave, Prompt, None, {"name": "Приветствие", "file": file, "ms": ms})
    actions.save_row(dave, Queue, None, {"name": "Продажи", "welcome": prompt})
    return prompt


def forget(prompt: Prompt) -> None:
    """As on another machine: neither rows nor sounds."""
    Queue.objects.all().delete()
    prompt.delete()
    files.path(settings.DATA, prompt.file).unlink()


def archive(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("all.zip", content)}


def test_the_archive_goes_out_and_comes_back_with_its_sounds_after_a_look(welcome: Prompt, client: Client) -> None:
    answer = client.get("/setup/versions/archive/")
    assert answer["Content-Disposition"].endswith('.zip"')
    master = files.path(settings.DATA, welcome.file)
    sound = master.read_bytes()
    forget(welcome)
    look = client.post(UPLOAD, archive(answer.content))
    assert look.context["sounds"] == ["Приветствие"]
    assert not master.exists(), "looking changes nothing"
    sure = {"kept": look.context["kept"], "seen": look.context["seen"]}
    assert client.post(UPLOAD, sure).status_code == 302
    assert master.read_bytes() == sound
    assert Queue.objects.get().welcome.file == welcome.file
    assert not kept.place(sure["kept"]).exists()
    gone = client.post(UPLOAD, sure)
    assert "file" in gone.context["form"].errors, "an archive that was applied is no longer there"


def test_what_is_no_archive_or_a_broken_one_is_refused(welcome: Prompt, client: Client) -> None:
    whole = client.get("/setup/versions/archive/").content
    forget(welcome)
    at = whole.index(b"sounds/") + 60
    broken = whole[:at] + bytes(40) + whole[at + 40 :]
    assert client.post(UPLOAD, archive(broken)).context["problems"]
    assert client.post(UPLOAD, {"kept": "../../records", "seen": "1"}).context["form"].errors
    assert not Queue.objects.exists()
    assert not files.path(settings.DATA, welcome.file).exists()


def test_a_sound_that_is_missing_here_is_told_instead_of_a_half_archive(welcome: Prompt, client: Client) -> None:
    files.path(settings.DATA, welcome.file).unlink()
    answer = client.get("/setup/versions/archive/", follow=True)
    assert answer.redirect_chain
    assert "prompts" in answer.content.decode()


def test_an_archive_that_nobody_came_back_for_goes_after_a_day(client: Client) -> None:
    old = kept.keep(b"old")
    os.utime(kept.place(old), times=(0, time.time() - kept.DAY_S - 60))
    new = kept.keep(b"new")
    assert (kept.place(old).exists(), kept.place(new).exists()) == (False, True)
