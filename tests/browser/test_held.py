"""Dave at the pages of a person's request and of a table in an old encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browser.axe import findings
from browser.pictures import look
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Enter = Callable[..., Page]


def test_nobody_is_erased_by_one_wrong_click(enter: Enter) -> None:
    page = enter("dave", "/people/1/", language="en")
    page.click("text=A person's request")
    expect(page.locator("h1")).to_contain_text("all that is held")
    look(page, "held-en")
    page.fill("[name=reason]", "Request of 30.11.2026")
    page.fill("[name=typed]", "Maria")
    look(page, "held-end-en")
    page.click("text=Erase for good")
    expect(page.locator("main")).to_contain_text("This is not the customer's name.")
    page.locator("text=Erase for good").scroll_into_view_if_needed()
    look(page, "held-refused-en")
    assert findings(page) == []


def test_an_old_encoding_is_put_right_where_its_gibberish_is_seen(enter: Enter) -> None:
    page = enter("dave", "/people/import/", scheme="dark")
    content = "Имя;Номера\nМария;+79123456789\n".encode("cp866")
    page.set_input_files("#file", {"name": "клиенты.csv", "mimeType": "text/csv", "buffer": content})
    page.click("main form button")
    look(page, "gibberish-ru")
    page.select_option("#encoding", "cp866")
    page.click("text=Прочитать так")
    expect(page.locator("#column0")).to_have_value("name")
    expect(page.locator("main")).to_contain_text("Мария")
    look(page, "encoding-ru")
    assert findings(page) == []


def test_bob_sees_what_a_table_of_goods_would_do(enter: Enter) -> None:
    page = enter("bob", "/catalogue/import/")
    content = "Артикул;Название;Цена\nNEW-1;Чай;450,50\n;Без артикула;\nNEW-2;Кофе;дорого\n".encode("cp1251")
    page.set_input_files("#file", {"name": "товары.csv", "mimeType": "text/csv", "buffer": content})
    look(page, "goods-upload-ru")
    page.click("main form button")
    expect(page.locator("tbody tr")).to_have_count(2)
    look(page, "goods-import-ru")
    assert findings(page) == []
