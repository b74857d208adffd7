from __future__ import annotations

from gudok.web.webhooks.models import new_secret
from gudok.web.webhooks.sign import headers, signature


def test_the_signature_is_that_of_the_standard() -> None:
    """The example of the standard-webhooks specification."""
    made = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_every_part_is_signed() -> None:
    secret = new_secret()
    made = {
        signature(secret, "evt_1", 1, b"a"),
        signature(secret, "evt_2", 1, b"a"),
        signature(secret, "evt_1", 2, b"a"),
        signature(secret, "evt_1", 1, b"b"),
        signature(new_secret(), "evt_1", 1, b"a"),
    }
    assert len(made) == 5
    assert headers(secret, "evt_1", 1, b"a")["webhook-timestamp"] == "1"
