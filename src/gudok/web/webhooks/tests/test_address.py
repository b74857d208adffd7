from __future__ import annotations

import pytest

from gudok.web.webhooks.address import GuardedResolver, PrivateAddressError, check_url, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
    ],
)
def test_private_addresses_are_known_in_every_writing(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"]
)
def test_addresses_of_the_open_internet_are_let_through(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8088/ari",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "http://user:word@example.com/",
        "http:///x",
    ],
)
def test_urls_no_webhook_goes_to(url: str) -> None:
    with pytest.raises(ValueError):
        check_url(url, private=False)


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1"])
async def test_a_name_that_leads_home_is_found_out_when_it_is_resolved(host: str) -> None:
    """The connection goes to the very addresses that were looked at, so nobody can change the name in between."""
    resolver = GuardedResolver(private=False)
    with pytest.raises(PrivateAddressError):
        await resolver.resolve(host, 80)
    await resolver.close()
    allowed = GuardedResolver(private=True)
    assert {one["host"] for one in await allowed.resolve("localhost", 80)} <= {"127.0.0.1", "::1"}
    await allowed.close()
