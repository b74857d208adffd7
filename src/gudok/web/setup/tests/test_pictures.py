"""Each rule of waiting has its small picture beside its first field."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from gudok.web.setup.forms import QueueForm
from gudok.web.setup.pictures import OF_FIELDS, PICTURES, picture

CHOSEN = {"is-chosen", "is-way"}


@pytest.mark.parametrize("kind", PICTURES)
def test_it_is_drawn_within_its_frame_with_something_in_colour_and_hidden_from_who_hears_the_page(kind: str) -> None:
    drawn = ET.fromstring(picture(kind))
    assert drawn.get("aria-hidden") == "true"
    _, _, width, height = map(int, drawn.attrib["viewBox"].split())
    assert any(CHOSEN & set(part.get("class", "").split()) for part in drawn.iter())
    for circle in drawn.iter("circle"):
        x, y, r = (float(circle.attrib[name]) for name in ("cx", "cy", "r"))
        assert r <= x <= width - r
        assert r <= y <= height - r


def test_no_two_are_alike_and_each_is_used() -> None:
    assert len({picture(kind) for kind in PICTURES}) == len(PICTURES)
    assert sorted(OF_FIELDS.values()) == sorted(PICTURES)


@pytest.mark.django_db
def test_the_queue_s_page_shows_them_beside_their_fields() -> None:
    page = str(QueueForm())
    assert page.count('class="gk-pictured"') == len(OF_FIELDS)
    for field in OF_FIELDS:
        assert f'name="{field}"' in page
