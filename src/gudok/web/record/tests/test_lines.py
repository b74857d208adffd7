from __future__ import annotations

import pytest

from gudok.web.calls.chart import chart
from gudok.web.record.lines import read_samples, save_samples, summary
from gudok.web.record.models import Line


def test_samples_are_read_and_kept_within_sense() -> None:
    assert read_samples("[[1000, 5, 4, 42, 437]]") == [(1000, 5, 4, 42, 437)]
    assert read_samples("[[1000, 5000, -4, 42, 999]]") == [(1000, 1000, 0, 42, 500)]


@pytest.mark.parametrize(
    "odd", ["", "{}", "[1]", "[[1, 2, 3, 4]]", '[["1", 2, 3, 4, 5]]', "[[1, 2, 3, 4, true]]", "[" * 5000]
)
def test_odd_samples_are_refused(odd: str) -> None:
    with pytest.raises(ValueError):
        read_samples(odd)


@pytest.mark.django_db
def test_a_batch_that_comes_twice_counts_once() -> None:
    first, second = (1000, 0, 4, 40, 440), (6000, 100, 8, 60, 360)
    assert save_samples("c1", "o1", [first]) == 1
    assert save_samples("c1", "o1", [first, second]) == 2
    assert save_samples("c1", "o2", [first]) == 1
    known = summary(Line.objects.get(call="c1", agent="o1"))
    assert known is not None
    assert (known.mos, known.worst, known.loss, known.jitter, known.rtt) == (4.0, 3.6, 5.0, 6, 50)


def test_a_line_is_drawn_from_its_beginning_to_its_end() -> None:
    drawn = chart(Line(samples=[[1000, 0, 4, 40, 450], [6000, 0, 4, 40, 100], [11000, 0, 4, 40, 450]]))
    assert drawn is not None
    assert drawn.points == "0.0,0.0 300.0,80.0 600.0,0.0"
    assert chart(Line(samples=[])) is None
