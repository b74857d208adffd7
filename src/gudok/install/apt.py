"""The host's apt: installing packages where we may, and the archive it is set up with."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gudok.install.lang import tr
from gudok.install.say import Say
from gudok.install.shell import failure, run
from gudok.install.step import SetupError

KEYRINGS = Path("/usr/share/keyrings")


@dataclass(frozen=True)
class Archive:
    """A package archive to resolve a private closure from."""

    site: str
    suites: tuple[str, ...]
    components: str
    keyring: Path
    minimum: int
    """The lowest major version of Asterisk that is taken from here."""


def install(packages: Sequence[str], say: Say) -> None:
    """Install packages on the host, as root or with sudo; raises SetupError with the line to type."""
    line = f"sudo apt-get install {' '.join(packages)}"
    root = os.geteuid() == 0
    if not shutil.which("apt-get") or not (root or may_sudo(say)):
        raise SetupError(tr(f"These packages are missing; run: {line}", f"Не хватает пакетов, выполните: {line}"))
    prefix = [] if root else ["sudo"]
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    cure = tr(f"The packages could not be installed; try: {line}", f"Пакеты не установились, попробуйте: {line}")
    say.detail("apt-get update")
    run([*prefix, "apt-get", "-qq", "update"], cure)
    say.detail(" ".join(packages))
    wait = ["-o", "DPkg::Lock::Timeout=300"]
    run([*prefix, *environment, "apt-get", *wait, "-qq", "install", "-y", "--no-install-recommends", *packages], cure)


def may_sudo(say: Say) -> bool:
    """True if sudo works; on a terminal it may ask its password here, later there is no place to ask."""
    if not shutil.which("sudo"):
        return False
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return True
    if not sys.stdin.isatty():
        return False
    with say.paused():
        return subprocess.run(["sudo", "-v"], check=False).returncode == 0


def archives() -> list[Archive]:
    """Where a private Asterisk can come from on this host, best first; raises SetupError if nowhere."""
    named = os.environ.get("GUDOK_DEBIAN_ARCHIVE")
    system = os_release()
    host = host_site(system.get("VERSION_CODENAME", ""))
    found = []
    debian = named or (host if system.get("ID") == "debian" else None)
    if debian:
        found.append(Archive(debian.rstrip("/"), ("forky", "sid"), "main", KEYRINGS / "debian-archive-keyring.gpg", 22))
    if system.get("ID") == "ubuntu" and host:
        suite = system["VERSION_CODENAME"]
        found.append(Archive(host, (suite,), "main universe", KEYRINGS / "ubuntu-archive-keyring.gpg", 20))
    if not found:
        raise SetupError(
            tr(
                "No Debian archive is known to this machine's apt: name one in GUDOK_DEBIAN_ARCHIVE, "
                "or an installed Asterisk 20 or newer as binary under [asterisk] in gudok.toml.",
                "apt этой машины не знает архива Debian: укажите его в GUDOK_DEBIAN_ARCHIVE "
                "или готовый Asterisk не старше 20 как binary в разделе [asterisk] файла gudok.toml.",
            )
        )
    return found


def os_release(path: Path = Path("/etc/os-release")) -> dict[str, str]:
    """The host's distribution: ID, VERSION_CODENAME and the rest of os-release."""
    if not path.exists():
        return {}
    pairs = (line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    return {key: value.strip("\"'") for key, value in pairs}


def host_site(codename: str) -> str | None:
    """The archive that the host's apt takes its main suite from."""
    if not shutil.which("apt-get"):
        return None
    # print-uris names every source, downloaded or not, and needs no rights.
    listing = subprocess.run(["apt-get", "--print-uris", "update"], capture_output=True, text=True, check=False).stdout
    return pick_site(listing, codename)


def pick_site(listing: str, codename: str) -> str | None:
    """The site of the suite named like the release, in the output of apt-get --print-uris update."""
    names = {codename, "stable", "oldstable", "testing", "unstable", "sid"}
    for site, suite in re.findall(r"^'(\S+?)/+dists/([^/']+)/InRelease'", listing, re.MULTILINE):
        if suite in names:
            return str(site)
    return None


def keyring(archive: Archive, scratch: Path) -> Path:
    """The archive's keys: the host's own file, or the one in the package that the host's signed archive serves."""
    if archive.keyring.exists():
        return archive.keyring
    package = archive.keyring.name.removesuffix(".gpg")
    cure = tr(
        f"The archive's keys are missing; run: sudo apt-get install {package}",
        f"Нет ключей архива, выполните: sudo apt-get install {package}",
    )
    scratch.mkdir(parents=True, exist_ok=True)
    run(["apt-get", "download", package], cure, cwd=scratch)
    debs = sorted(scratch.glob(f"{package}_*.deb"))
    if not debs:
        raise failure(cure)
    run(["dpkg-deb", "-x", debs[-1], scratch / "keys"], cure)
    return scratch / "keys" / archive.keyring.relative_to("/")
