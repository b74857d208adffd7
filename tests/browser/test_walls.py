"""A wall built from tiles by mouse and by keyboard, and seen on a television."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browser.axe import findings
from browser.centre import MARIA, STRANGER
from browser.pictures import keep_picture
from browser.test_wall import busy_day
from playwright.sync_api import expect

from gudok.core.words import CallerGone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.centre import Centre
    from playwright.sync_api import Locator, Page

    Enter = Callable[..., Page]

HERE = "/wall/all/"
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def name(request: pytest.FixtureRequest, enter: Enter) -> Iterator[str]:
    """A wall's name of this test's own; whatever dave has made is put away behind it."""
    yield f"Табло {request.node.name}"[:50]
    page = enter("dave", HERE)
    while (links := page.locator("a[href$='/settings/']")).count():
        links.first.click()
        page.locator(".gk-delete summary").click()
        page.locator(".gk-delete button").click()
        page.wait_for_url(f"**{HERE}")


def make(page: Page, name: str, begin: str = "", shared: str = "mine") -> None:
    """A new wall, open to be changed."""
    page.locator("a[href='/wall/new/']").click()
    page.fill("[name=name]", name)
    page.select_option("[name=begin]", begin)
    page.select_option("[name=shared]", shared)
    page.locator("main form button").click()
    page.wait_for_url("**/edit/")


def add(page: Page, kind: str, **settings: str) -> None:
    page.click("#add")
    page.click(f"[data-add={kind}]")
    expect(page.locator("#tile-dialog")).to_be_visible()
    fill(page, **settings)


def fill(page: Page, **settings: str) -> None:
    """Choose and write in a tile's form, and take it over."""
    for field, value in settings.items():
        control = page.locator(f"[name=tile-{field}]")
        if control.first.evaluate("node => node.matches('select')"):
            control.select_option(value)
        elif control.first.evaluate("node => node.matches('[type=checkbox]')"):
            page.locator(f"label:has([name=tile-{field}])", has_text=value).click()
        else:
            control.fill(value)
    page.locator("#tile-dialog .btn-primary").click()


def save(page: Page) -> None:
    page.click("#save")
    expect(page.locator("#said")).to_have_text("Сохранено.")


def place(tile: Locator) -> list[int]:
    return [int(tile.get_attribute(f"data-{side}") or -1) for side in "xywh"]


def drag(page: Page, handle: Locator, dx: float, dy: float) -> None:
    """By so many columns and rows of the grid."""
    handle.hover()
    box = handle.bounding_box()
    grid = page.locator(".gk-grid").bounding_box()
    assert box
    assert grid
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    column, row = (grid["width"] + 12) / 12, 64
    page.mouse.down()
    page.mouse.move(x + dx * column / 2, y + dy * row / 2)
    page.mouse.move(x + dx * column, y + dy * row)
    page.mouse.up()


def test_a_wall_is_built_by_mouse_and_reads_as_built(enter: Enter, centre: Centre, name: str) -> None:
    page = enter("dave", HERE, size={"width": 1366, "height": 768})
    make(page, name)
    expect(page.locator(".gk-bare")).to_be_visible()
    add(page, "figure", figure="waiting", limits="own", warn="1", bad="2", title="Очередь сейчас", queues="Продажи")
    add(page, "waiting", limits="none")
    add(page, "clock")
    first, second = page.locator("#tile-t1"), page.locator("#tile-t2")
    assert (place(first), place(second)) == ([0, 0, 3, 3], [3, 0, 6, 4])
    drag(page, second.locator("[data-act=move]"), 3, 2)
    assert place(second) == [6, 2, 6, 4]
    drag(page, first.locator("[data-act=size]"), 2, 1)
    assert place(first) == [0, 0, 5, 4]
    # Put over others, it pushes them down.
    drag(page, second.locator("[data-act=move]"), -6, -2)
    assert (place(second), place(first)) == ([0, 0, 6, 4], [0, 4, 5, 4])
    page.click("#undo")
    assert (place(second), place(first)) == ([6, 2, 6, 4], [0, 0, 5, 4])
    page.locator("#tile-t3 [data-act=remove]").click()
    expect(page.locator("#tile-t3")).to_have_count(0)
    assert findings(page) == []
    save(page)
    page.reload()
    assert (place(second), place(first)) == ([6, 2, 6, 4], [0, 0, 5, 4])
    page.locator(".gk-edit-end a").click()
    expect(first.locator("h2")).to_have_text("Очередь сейчас")
    expect(first.locator("[data-text=figure]")).to_have_text("0")
    box, wide = first.bounding_box(), page.locator(".gk-grid").bounding_box()
    assert box
    assert wide
    assert abs(box["width"] / wide["width"] - 5 / 12) < 0.02
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings(page) == []


def test_a_wall_is_built_by_keyboard_alone(enter: Enter, centre: Centre, name: str) -> None:
    page = enter("dave", HERE)
    make(page, name)
    page.focus("#add")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#tile-dialog [name=tile-title]")).to_be_focused()
    page.keyboard.type("Клавиши")
    page.keyboard.press("Enter")
    tile = page.locator("#tile-t1")
    expect(tile.locator("[data-act=move]")).to_be_focused()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    assert place(tile) == [1, 1, 3, 3]
    expect(page.locator("#said")).to_contain_text("столбец 2, строка 2")
    page.keyboard.press("Shift+ArrowRight")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(tile.locator("[data-act=size]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert place(tile) == [1, 1, 5, 4]
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    assert place(tile) == [1, 1, 1, 4]
    page.keyboard.press("Delete")
    expect(tile).to_have_count(0)
    expect(page.locator("#add")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert place(tile) == [1, 1, 1, 4]
    save(page)


def test_thresholds_colour_a_television_when_a_call_waits(enter: Enter, centre: Centre, name: str) -> None:
    page = enter("dave", HERE, size={"width": 1920, "height": 1080})
    make(page, name)
    add(page, "figure", figure="waiting", limits="own", warn="1", bad="2", sound="Сигнал")
    add(page, "figure", figure="waiting", limits="none", title="Без цвета")
    add(page, "calls")
    add(page, "operators")
    save(page)
    page.locator(".gk-edit-end a").click()
    page.context.grant_permissions(["screen-wake-lock"])
    page.locator(".gk-wall-foot a[href$='?tv=1']").click()
    expect(page.locator("body")).to_have_attribute("data-awake", "1")
    expect(page.locator(".gk-header")).to_be_hidden()
    tile = page.locator("#tile-t1")
    expect(tile).to_have_attribute("data-level", "ok")
    centre.ready("alice")
    centre.call("tv1", MARIA)
    centre.call("tv2", STRANGER)
    expect(tile).to_have_attribute("data-level", re.compile("warn|bad"), timeout=3000)
    expect(tile).to_contain_text("▲ Внимание")
    expect(page.locator("#tile-t2")).to_have_attribute("data-level", "ok")
    centre.call("tv3", STRANGER)
    expect(tile).to_have_attribute("data-level", "bad", timeout=3000)
    expect(tile).to_contain_text("■ Плохо")
    expect(page.locator("#tile-t3 tbody tr")).to_have_count(3)
    shown = page.locator("main").inner_text()
    assert "А. Б." in shown
    assert not re.search("Анна|Мария|345-67", shown)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.click("#full")
    page.wait_for_function("() => document.fullscreenElement !== null")
    for call in ("tv1", "tv2", "tv3"):
        centre.come(CallerGone(0, call))
    expect(tile).to_have_attribute("data-level", "ok")
    assert findings(page) == []


def test_a_television_turns_walls_and_takes_over_changes(enter: Enter, centre: Centre, name: str) -> None:
    page = enter("dave", HERE, size={"width": 1920, "height": 1080})
    make(page, name, shared="centre")
    add(page, "text", text="Сегодня акция: доставка бесплатно")
    save(page)
    page.goto(page.url.replace("edit/", "?tv=1"))
    expect(page.locator(".gk-words")).to_contain_text("доставка бесплатно")
    other = enter("dave", page.url.removeprefix(page.url.split("/wall")[0]).replace("?tv=1", "edit/"))
    other.locator("[data-act=settings]").click()
    fill(other, text="Акция кончилась")
    save(other)
    expect(page.locator(".gk-words")).to_contain_text("Акция кончилась", timeout=20_000)
    page.goto(page.url.split("/wall")[0] + HERE)
    page.locator("[name=walls]").nth(0).check()
    page.locator("[name=walls]").nth(1).check()
    page.fill("[name=every]", "5")
    page.locator(".gk-tv-start button").click()
    expect(page.locator("#queues")).to_be_visible()
    expect(page.locator(".gk-words")).to_be_visible(timeout=12_000)
    expect(page.locator("#queues tr")).to_have_count(3, timeout=12_000)


def test_each_wall_is_in_both_languages_and_in_every_light(enter: Enter, centre: Centre, name: str) -> None:
    page = enter("dave", HERE, language="en", scheme="dark")
    expect(page.locator("h1")).to_have_text("Walls")
    make(page, name, begin="standard")
    expect(page.locator("#tile-oldest h2")).to_have_text("Longest wait")
    assert findings(page) == []
    page.locator("#tile-oldest [data-act=settings]").click()
    expect(page.locator("#tile-dialog")).to_contain_text("Those of the alerts")
    assert findings(page) == []
    for size in ({"width": 1366, "height": 768}, {"width": 1920, "height": 1080}):
        page = enter("dave", HERE, scheme="light", size=size)
        assert findings(page) == []
        page.locator("a[href='/wall/standard/']").click()
        expect(page.locator("#queues tr")).to_have_count(3)
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pictures(enter: Enter, centre: Centre, name: str) -> None:
    busy_day(centre, "tiles-")
    for language, text in (("ru", "С 18:00 отвечает ночная смена"), ("en", "From 18:00 on the night shift answers")):
        page = enter("dave", HERE, language=language, size={"width": 1280, "height": 700})
        make(page, {"ru": "Вечерняя смена", "en": "Evening shift"}[language])
        add(page, "figure", figure="waiting", limits="own", warn="1", bad="5")
        add(page, "figure", figure="oldest", limits="none")
        add(page, "figure", figure="sl", limits="none")
        add(page, "crew")
        add(page, "queues")
        add(page, "operators")
        add(page, "waiting")
        add(page, "clock")
        add(page, "text", text=text)
        expect(page.locator("#tile-t7 tbody tr")).to_have_count(3)
        page.wait_for_timeout(1000)
        keep_picture(page, f"wall-edit-{language}.png")
