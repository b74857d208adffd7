from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from gudok.web.config.static import StaticFiles


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    (tmp_path / "app.js").write_text("let a = 1;")
    settings.STATICFILES_DIRS = [tmp_path]
    return tmp_path


def request(path: str, **headers: str) -> HttpRequest:
    made = HttpRequest()
    made.method, made.path, made.path_info = "GET", path, path
    made.META = headers
    return made


@pytest.mark.usefixtures("folder")
def test_a_file_is_served_whole() -> None:
    response = StaticFiles(lambda _: HttpResponse("page"))(request("/static/app.js"))
    assert (response.status_code, response.content) == (200, b"let a = 1;")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.usefixtures("folder")
def test_an_unchanged_file_is_not_sent_again() -> None:
    files = StaticFiles(lambda _: HttpResponse("page"))
    since = files(request("/static/app.js")).headers["Last-Modified"]
    assert files(request("/static/app.js", HTTP_IF_MODIFIED_SINCE=since)).status_code == 304


@pytest.mark.usefixtures("folder")
async def test_both_kinds_pass_other_addresses_on() -> None:
    async def page(_: HttpRequest) -> HttpResponse:
        return HttpResponse("page")

    files = StaticFiles(page)
    assert (await files(request("/static/app.js"))).content == b"let a = 1;"
    assert (await files(request("/calls/"))).content == b"page"
    assert StaticFiles(lambda _: HttpResponse("plain"))(request("/static/../etc/passwd")).content == b"plain"


def test_a_bundle_built_anew_is_served_without_a_restart(folder: Path) -> None:
    files = StaticFiles(lambda _: HttpResponse("page"))
    files(request("/static/app.js"))
    (folder / "app.js").write_text("let longer = 12345;")
    (folder / "new.js").write_text("new")
    assert files(request("/static/app.js")).content == b"let longer = 12345;"
    assert files(request("/static/new.js")).content == b"new"
    (folder / "new.js").unlink()
    assert files(request("/static/new.js")).content == b"page"
