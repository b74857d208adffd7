"""Functions of the house's own in the set-up: chosen, named with their version, refused where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.core.ranking.agents.own import Custom, Predicted
from gudok.core.ranking.calls.own import CustomCalls
from gudok.core.ranking.plugins import Plugin, install
from gudok.web.setup.document.apply import apply
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.words import BadDocumentError
from gudok.web.setup.document.write import present, to_toml
from gudok.web.setup.models import Queue
from gudok.web.setup.queries import settings_document
from gudok.web.why.details import details

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    install({name: Plugin(lambda *given: {}, "1.2") for name in ("nearest", "model", "unused")})
    yield
    install({})


@pytest.fixture
def sales() -> Queue:
    return Queue.objects.create(name="Продажи")


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(dave)


def test_dave_chooses_a_function_and_its_version_goes_to_the_core(client: Client, sales: Queue) -> None:
    page = client.get(f"/setup/queues/{sales.pk}/routing/").content.decode()
    assert '<option value="nearest">nearest (1.2)</option>' in page
    fields = {
        "agents": "custom", "algorithm-custom-function": "nearest",
        "algorithm-custom-settings": "longest = 5\nteam = North Side",
        "calls": "custom", "call_order-custom-function": "model",
    }  # fmt: skip
    assert client.post(f"/setup/queues/{sales.pk}/routing/", fields).status_code == 302
    document = settings_document()
    assert document.queues[0].algorithm == Custom("nearest", {"longest": 5, "team": "North Side"})
    assert document.queues[0].order == CustomCalls("model")
    assert document.plugins == (("model", "1.2"), ("nearest", "1.2")), "those in use, and no other"
    again = client.get(f"/setup/queues/{sales.pk}/routing/").content.decode()
    assert "longest = 5\nteam = North Side</textarea>" in again
    assert '<option value="nearest" selected>nearest (1.2)</option>' in again


def test_a_model_may_be_a_function_or_the_records(client: Client, sales: Queue) -> None:
    fields = {"agents": "predicted", "algorithm-predicted-model": "model", "algorithm-predicted-patience": "15"}
    client.post(f"/setup/queues/{sales.pk}/routing/", fields | {"algorithm-predicted-least": "60"})
    assert settings_document().queues[0].algorithm == Predicted("model", 60, 15_000)
    client.post(f"/setup/queues/{sales.pk}/routing/", fields | {"algorithm-predicted-model": ""})
    assert settings_document().queues[0].algorithm == Predicted(patience=15_000)
    assert settings_document().plugins == ()


def test_a_function_that_is_not_here_is_refused_with_a_sentence(client: Client, sales: Queue) -> None:
    where = f"/setup/queues/{sales.pk}/routing/"
    told = client.post(where, {"agents": "custom", "algorithm-custom-function": "gone"}).content.decode()
    assert "Функции «gone» здесь нет; установлены: model, nearest, unused." in told
    told = client.post(where, {"agents": "custom"}).content.decode()
    assert "Укажите функцию; установлены: model, nearest, unused." in told
    told = client.post(where, {"agents": "custom", "algorithm-custom-settings": "no sign"}).content.decode()
    assert "Не прочесть: напишите так, как сказано в подписи." in told
    assert settings_document().queues[0].algorithm is None


def test_one_that_has_gone_is_shown_as_gone_and_named_to_nobody(client: Client, sales: Queue) -> None:
    sales.algorithm = {"algorithm": "custom", "function": "nearest"}
    sales.save()
    install({})
    page = client.get(f"/setup/queues/{sales.pk}/routing/").content.decode()
    assert '<option value="nearest" selected>nearest (не установлена)</option>' in page
    assert settings_document().plugins == ()


def test_a_file_brings_it_only_where_it_is_installed(dave: User, sales: Queue) -> None:
    sales.algorithm = {"algorithm": "custom", "function": "nearest", "settings": {"longest": 5}}
    sales.save()
    text = to_toml(present())
    Queue.objects.update(algorithm={})
    apply(dave, from_toml(text))
    assert settings_document().queues[0].algorithm == Custom("nearest", {"longest": 5})
    Queue.objects.update(algorithm={})
    install({})
    with pytest.raises(BadDocumentError, match="nearest"):
        apply(dave, from_toml(text))


def test_what_was_wrong_with_a_function_is_told_in_words() -> None:
    told = details({"algorithm": "custom", "function": "nearest", "fault": "failed"}, {})
    assert told == ["nearest", "алгоритм: Своя функция", "функция завершилась ошибкой"]
