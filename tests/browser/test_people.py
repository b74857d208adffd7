"""People in a real browser: a passkey is made and used, a role copied, a table of people taken in, by keyboard too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from browser.stage import Stage
    from playwright.sync_api import Browser, Page

    Enter = Callable[..., Page]

KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def at_home(browser: Browser, stage: Stage) -> Iterator[Page]:
    """A browser with a platform's key, at the address by which browsers keep passkeys without https."""
    context = browser.new_context(base_url=stage.url.replace("127.0.0.1", "localhost"), locale="ru")
    page = context.new_page()
    page.set_default_timeout(8000)
    talk = context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield page
    context.close()


def sign_in(page: Page, login: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(f"{login}-secret")
    page.get_by_role("button", name="Войти", exact=True).click()


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def test_a_passkey_is_made_then_lets_in_alone_and_as_the_second_factor(at_home: Page) -> None:
    page = at_home
    sign_in(page, "charlie")
    page.goto("/profile/factors/")
    page.get_by_label("Название нового ключа").fill("Ноутбук")
    page.get_by_role("button", name="Добавить").click()
    expect(page.locator(".gk-codes li")).to_have_count(10)
    expect(page.get_by_text("Ноутбук")).to_be_visible()

    sign_out(page)
    page.goto("/sign-in/")
    page.get_by_role("button", name="Войти с ключом доступа").click()
    page.wait_for_url(re.compile(r"localhost:\d+/$"))
    page.goto("/profile/sessions/")
    expect(page.get_by_role("row", name=re.compile("ключ доступа"))).to_contain_text("этот")

    sign_out(page)
    sign_in(page, "charlie")
    page.wait_for_url("**/sign-in/second/")
    page.get_by_role("button", name="Войти с ключом доступа").click()
    page.wait_for_url(re.compile(r"localhost:\d+/$"))
    page.goto("/sign-in/again/?next=/profile/factors/")
    page.get_by_role("button", name="Войти с ключом доступа").click()
    page.wait_for_url("**/profile/factors/")
    page.get_by_role("button", name="Убрать").click()
    expect(page.get_by_text("Ноутбук")).not_to_be_visible()


def test_an_ip_address_offers_no_passkey(enter: Enter) -> None:
    page = enter("charlie", "/profile/factors/")
    expect(page.get_by_text("по имени, а не по IP-адресу")).to_be_visible()
    expect(page.get_by_role("button", name="Добавить")).to_have_count(0)


def test_a_session_ended_elsewhere_closes_its_wall_within_seconds(enter: Enter) -> None:
    wall = enter("bob", "/wall/")
    expect(wall.locator("main")).to_be_visible()
    other = enter("bob", "/profile/sessions/")
    ends = other.get_by_role("button", name="Завершить")
    while ends.count():
        ends.first.click()
        other.wait_for_load_state()
    wall.wait_for_url("**/sign-in/?next=%2Fwall%2F", timeout=12_000)


def test_dave_copies_a_role_by_keyboard(enter: Enter) -> None:
    page = enter("dave", "/setup/roles/")
    page.get_by_role("link", name="Копировать: Контроль качества").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/setup/roles/new/?of=quality")
    page.get_by_label("Название").fill("Слушатель")
    expect(page.get_by_label("Слушать записи видимых звонков")).to_be_checked()
    page.get_by_label("Слушать идущий разговор").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Сохранить").press("Enter")
    expect(page.get_by_role("columnheader", name="Слушатель")).to_be_visible()


def test_dave_takes_in_a_table_and_its_links_once(enter: Enter, tmp_path: Path) -> None:
    page = enter("dave", "/setup/staff/import/")
    table = tmp_path / "people.csv"
    rows = "".join(f"guest{n};Гость {n};operator;Продажи\n" for n in range(60))
    table.write_text("login;full_name;roles;queues\n" + rows + "guest1;Дважды;operator;Продажа\n")
    page.get_by_label("Файл").set_input_files(table)
    page.get_by_role("button", name="Проверить").click()
    expect(page.get_by_role("row", name=re.compile("62"))).to_contain_text("Очереди: Здесь нет такого: Продажа")
    expect(page.get_by_text("ничего не изменено")).to_be_visible()

    table.write_text("login;full_name;roles;queues\n" + rows)
    page.get_by_role("link", name="Загрузить файл").click()
    page.get_by_label("Файл").set_input_files(table)
    page.get_by_role("button", name="Проверить").click()
    page.get_by_role("button", name="Загрузить").click()
    expect(page.get_by_text("Все строки загружены.")).to_be_visible(timeout=60_000)
    with page.expect_download() as got:
        page.get_by_role("button", name="Скачать ссылки").click()
    assert len(got.value.path().read_text("utf-8-sig").splitlines()) == 61
    page.reload()
    expect(page.get_by_role("button", name="Скачать ссылки")).to_have_count(0)
