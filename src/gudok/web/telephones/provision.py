"""The account of a telephone as a file that softphones read (Linphone's), behind an address that lives minutes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

import segno
from django.core import signing

from gudok.web.setup.models import Operator

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

LIFE_S = 900
SALT = "gudok.telephone"
NAMESPACE = "http://www.linphone.org/xsds/lpconfig.xsd"


def token_of(operator: Operator) -> str:
    """What opens the file: signed, for minutes, and only while the telephone has this very password."""
    return signing.dumps([operator.pk, _mark(operator)], salt=SALT, compress=True)


def operator_of(token: str) -> Operator | None:
    """Whose file a token opens; None when it is not (or no longer) one of ours."""
    try:
        pk, mark = signing.loads(token, salt=SALT, max_age=LIFE_S)
    except (signing.BadSignature, ValueError):
        return None
    operator = Operator.objects.filter(pk=pk, active=True).select_related("user").first()
    return operator if operator is not None and _mark(operator) == mark else None


def _mark(operator: Operator) -> str:
    return sha256(operator.secret.encode()).hexdigest()[:16]


def document(operator: Operator, server: str) -> bytes:
    """The file. `server`: host and port of SIP."""
    host = server.rsplit(":", 1)[0]
    account = f"sip:{operator.sip_endpoint}@{host}"
    return _xml(
        {
            "sip": {"default_proxy": "0"},
            "proxy_0": {
                "reg_proxy": f"<sip:{server};transport=tcp>",
                "reg_identity": f'"{operator}" <{account}>',
                "reg_expires": "300",
                "reg_sendregister": "1",
                "publish": "0",
            },
            "auth_info_0": {"username": operator.sip_endpoint, "passwd": operator.secret, "domain": host},
        }
    )


def _xml(sections: dict[str, dict[str, str]]) -> bytes:
    root = Element("config", {"xmlns": NAMESPACE})
    for name, entries in sections.items():
        section = SubElement(root, "section", {"name": name})
        for key, value in entries.items():
            SubElement(section, "entry", {"name": key, "overwrite": "true"}).text = value
    return tostring(root, encoding="utf-8", xml_declaration=True)


def picture(address: str) -> SafeString:
    """A QR code of an address, as SVG for a page."""
    from django.utils.safestring import mark_safe

    drawn = segno.make(address, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff")
    return mark_safe(drawn)  # noqa: S308 made by segno of an address of our own
