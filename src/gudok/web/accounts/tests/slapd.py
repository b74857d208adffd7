"""A real directory for tests: Debian's slapd as a private process on loopback, with a certificate of its own."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyldap import ldap
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gudok.install.system import SLAPD
from gudok.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable

SUFFIX = "dc=romashka,dc=ru"
PEOPLE, GROUPS = f"ou=people,{SUFFIX}", f"ou=groups,{SUFFIX}"
ROOT, ROOT_PASSWORD = f"cn=root,{SUFFIX}", "root-of-the-directory"
SEARCHER, SEARCHER_PASSWORD = f"cn=gudok,{SUFFIX}", "may-only-search"
SCHEMA = "/etc/ldap/schema"
CONFIG = """
include {schema}/core.schema
include {schema}/cosine.schema
include {schema}/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
pidfile {folder}/slapd.pid
TLSCertificateFile {folder}/certificate.pem
TLSCertificateKeyFile {folder}/key.pem
sizelimit 500
database mdb
suffix "{suffix}"
rootdn "{root}"
rootpw {password}
directory {folder}/data
overlay memberof
memberof-dangling ignore
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{searcher}" read by self read by anonymous auth by * none
"""


class Slapd:
    """`url` speaks STARTTLS, `secure_url` TLS; both are called localhost, as the certificate says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "data").mkdir(parents=True)
        self.certificate = make_certificate(folder)
        plain, secure = free_port("127.0.0.1", 23_890), free_port("127.0.0.1", 26_360)
        self.url, self.secure_url = f"ldap://localhost:{plain}", f"ldaps://localhost:{secure}"
        self.plain_port, self.secure_port = plain, secure
        names = {"suffix": SUFFIX, "root": ROOT, "password": ROOT_PASSWORD, "searcher": SEARCHER}
        (folder / "slapd.conf").write_text(CONFIG.format(schema=SCHEMA, folder=folder, **names))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = SLAPD.path()
        assert program, "slapd is missing: ./gudok setup --tests"
        # AppArmor lets the installed one read its own folders only; a copy is any program.
        own = shutil.copy2(program, self.folder / "slapd")
        at = f"ldap://127.0.0.1:{self.plain_port}/ ldaps://127.0.0.1:{self.secure_port}/"
        with (self.folder / "log").open("ab") as log:
            command = [str(own), "-d", "0", "-f", str(self.folder / "slapd.conf"), "-h", at]
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        for _ in range(100):
            assert self.process.poll() is None, (self.folder / "log").read_text()
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.secure_port)):
                    return
            time.sleep(0.05)
        raise AssertionError("slapd does not listen")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def as_root(self, do: Callable[[Any], Any]) -> None:
        """Something done by the directory's own administrator."""

        async def done() -> None:
            async with ldap.initialize(f"ldap://127.0.0.1:{self.plain_port}") as connection:
                await connection.simple_bind_s(ROOT, ROOT_PASSWORD)
                await do(connection)

        asyncio.run(done())

    def add(self, dn: str, *classes: str, **attributes: str | list[str]) -> None:
        entry = [("objectClass", [name.encode() for name in classes])]
        for name, value in attributes.items():
            entry.append((name, [one.encode() for one in ([value] if isinstance(value, str) else value)]))
        self.as_root(lambda connection: connection.add_s(dn, entry))

    def build(self) -> None:
        """The trunk of the tree, and the account that searches."""
        self.add(SUFFIX, "dcObject", "organization", o="Ромашка", dc="romashka")
        self.add(PEOPLE, "organizationalUnit", ou="people")
        self.add(GROUPS, "organizationalUnit", ou="groups")
        self.add(SEARCHER, "organizationalRole", "simpleSecurityObject", cn="gudok", userPassword=SEARCHER_PASSWORD)

    def hire(self, login: str, name: str, password: str, **more: str) -> str:
        """A person of the company; returns the name of the entry."""
        dn = f"uid={login},{PEOPLE}"
        self.add(dn, "inetOrgPerson", uid=login, cn=name, sn=name, userPassword=password, **more)
        return dn

    def group(self, name: str, *members: str) -> None:
        self.as_root(lambda connection: forget(connection, f"cn={name},{GROUPS}"))
        self.add(f"cn={name},{GROUPS}", "groupOfNames", cn=name, member=list(members))

    def dismiss(self, login: str) -> None:
        self.as_root(lambda connection: forget(connection, f"uid={login},{PEOPLE}"))

    def change(self, dn: str, **attributes: str) -> None:
        changes = [(ldap.MOD_REPLACE, name, [value.encode()]) for name, value in attributes.items()]
        self.as_root(lambda connection: connection.modify_s(dn, changes))


async def forget(connection: Any, dn: str) -> None:
    with suppress(ldap.NO_SUCH_OBJECT):
        await connection.delete_s(dn)


def make_certificate(folder: Path) -> str:
    """A certificate for localhost, its own authority; returns it as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ромашка")])
    now = datetime.now(UTC)
    usage = {"digital_signature": True, "key_cert_sign": True, "crl_sign": True}
    others = (
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "encipher_only",
        "decipher_only",
    )
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage, **dict.fromkeys(others, False)), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = signed.public_bytes(serialization.Encoding.PEM).decode()
    (folder / "certificate.pem").write_text(pem)
    form = serialization.PrivateFormat.TraditionalOpenSSL
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return pem
