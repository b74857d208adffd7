"""An answer in words, Russian or English: the reasons are those of the screens."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from gudok.core.ranking.rule import Ranking
from gudok.route.case import Case, Question, WhichOperator, differences
from gudok.web.why import ranking, wording


def lines(case: Case, question: Question, told: Ranking, language: str) -> Iterator[str]:
    """Everything, line by line; whether it is what is expected only where the case's own question was asked."""
    with translation.override(language):
        yield f"{case.id}: {case.about}"
        yield f"  {question.rule.__struct_config__.tag}  ({case.source})"
        for place, one in enumerate(told.ranked, 1):
            mark = "→" if place <= told.together else " "
            score = " ".join(str(part) for part in one.score)
            # Whoever comes first is told why; the others have only numbers to show beside.
            told_ = wording.details(one.why.numbers, {}) if place > max(told.together, 1) else []
            text = ", ".join(told_) or wording.explain(one.why.code, one.why.numbers, {})
            yield f"  {mark} {place}. {one.id:<12} {text}  [{score}]"
        for mark, others in (("–", told.passed), ("!", told.alarms)):
            for other in others:
                yield f"    {mark}  {other.id:<12} {wording.explain(other.why.code, other.why.numbers, {})}"
        if not told.ranked:
            yield f"  {ranking.NOBODY if isinstance(question, WhichOperator) else ranking.NOTHING}"
        if told.again:
            yield f"  {ranking.again(told.again - case.snapshot.now)}"
        if case.expect.first and question is not case.question:
            yield f"  {ranking.then(case.expect.first)}"
        if question is case.question and not case.expect.shares:
            wrong = differences(case, told)
            yield from (f"  ✗ {difference}" for difference in wrong)
            if not wrong:
                yield f"  ✓ {ranking.EXPECTED}"
        yield ""
