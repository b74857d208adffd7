"""Packages of an archive, with all they depend on, downloaded and unpacked by the host's apt and dpkg-deb.

apt works on a private sources list and an empty status file: it brings the whole closure, C library included, checks
every signature, and never looks at or touches what is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from gudok.install.apt import Archive
from gudok.install.files import write_atomic
from gudok.install.lang import tr
from gudok.install.say import Say
from gudok.install.shell import log_path, run
from gudok.install.step import SetupError

# Only maintainer scripts need these; they are large and never run from the tree.
UNUSED = re.compile(
    r"^(adduser|base-files|base-passwd|bash|bsdutils|coreutils|dash|debconf|debianutils|diffutils|dmsetup|dpkg|findutils|gcc-.*-base"
    r"|grep|gzip|hostname|init-system-helpers|libc-bin|libpam-.*|libperl.*|login.*|mawk|mount|ncurses-.*|openssl|passwd|perl(-.*)?"
    r"|procps|readline-common|sed|sensible-utils|systemd.*|sysvinit-utils|tar|ucf|util-linux.*|zlib1g-dev)_"
)
UNREAD = ("doc", "man", "info", "locale", "lintian", "zoneinfo", "bug")


def private_options(scratch: Path, archive: Archive, suite: str, keyring: Path) -> list[str]:
    """apt options for a world of its own; proxies and credentials still come from the host's settings."""
    for folder in ("lists/partial", "archives/partial", "empty"):
        (scratch / folder).mkdir(parents=True, exist_ok=True)
    (scratch / "status").touch()
    write_atomic(scratch / "sources.list", f"deb [signed-by={keyring}] {archive.site} {suite} {archive.components}\n")
    settings = {
        "Dir::Etc::sourcelist": scratch / "sources.list",
        "Dir::Etc::sourceparts": scratch / "empty",
        "Dir::Etc::preferences": scratch / "none",
        "Dir::Etc::preferencesparts": scratch / "empty",
        "Dir::State": scratch,
        "Dir::State::lists": scratch / "lists",
        "Dir::State::status": scratch / "status",
        "Dir::Cache": scratch,
        "Dir::Cache::archives": scratch / "archives",
        "Dir::Log": scratch,
        "APT::Sandbox::User": os.environ.get("USER", "root") if os.geteuid() else "root",
        "APT::Get::AllowUnauthenticated": "false",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        "Debug::NoLocking": "true",
    }
    return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def update(options: list[str], scratch: Path) -> bool:
    """Fetch the package lists. An expired Release (a frozen mirror) is accepted: only its date, never its signature."""
    for _ in range(2):
        command = ["apt-get", *options, "-q", "update"]
        done = subprocess.run(
            command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False
        )
        with log_path().open("a") as log:
            log.write(f"$ {' '.join(command)}\n{done.stdout}{done.stderr}\n")
        if done.returncode == 0 and "Failed to fetch" not in done.stderr:
            return True
        if "expired" not in done.stderr.lower() and "not valid anymore" not in done.stderr:
            return False
        options += ["-o", "Acquire::Check-Valid-Until=false"]
    return False


def candidate(options: Sequence[str], package: str) -> str:
    """The version that apt would take, empty if none."""
    listing = run(["apt-cache", *options, "policy", package], tr("apt-cache does not work.", "apt-cache не работает."))
    found = re.search(r"Candidate: (\S+)", listing)
    return found[1] if found and found[1] != "(none)" else ""


def major(version: str) -> int:
    """The first number of a Debian version after its epoch, −1 where there is none."""
    found = re.match(r"(?:\d+:)?(\d+)", version)
    return int(found[1]) if found else -1


def download(options: Sequence[str], scratch: Path, packages: Iterable[str], say: Say) -> list[Path]:
    """The packages and all they depend on, as files."""
    install = ["apt-get", *options, "-qq", "-y", "--no-install-recommends", "install", *packages]
    # Asked as if nothing were downloaded: apt leaves out what an interrupted run has brought already.
    whole = [*install, "--print-uris", "-o", f"Dir::Cache::archives={scratch / 'empty'}"]
    listing = run(whole, tr("apt cannot resolve the packages.", "apt не может подобрать пакеты."))
    names = re.findall(r"^'\S+' (\S+) \d+", listing, re.MULTILINE)
    say.detail(tr(f"downloading {len(names)} packages", f"загрузка пакетов: {len(names)}"))
    cure = tr(
        "The download broke off; run this again, it goes on from there.",
        "Загрузка оборвалась; повторите, она продолжится.",
    )
    run([*install, "--download-only"], cure)
    return [scratch / "archives" / name for name in names]


def unpack(debs: Sequence[Path], root: Path, say: Say) -> None:
    """All packages into one folder, which appears under its name only when complete."""
    fresh = root.with_name("root.new")
    shutil.rmtree(fresh, ignore_errors=True)
    # The merged layout comes first: packages may still bring files under /lib, and tar follows these links.
    for name in ("bin", "sbin", "lib", "lib64"):
        (fresh / "usr" / name).mkdir(parents=True)
        (fresh / name).symlink_to(f"usr/{name}")
    say.detail(tr(f"unpacking {len(debs)} packages", f"распаковка пакетов: {len(debs)}"))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for good, deb in zip(pool.map(lambda deb: unpack_one(deb, fresh), debs), debs, strict=True):
            if not good:
                raise SetupError(
                    tr(
                        f"{deb.name} cannot be unpacked: is the disk full?",
                        f"{deb.name} не распаковывается: не кончилось ли место?",
                    )
                )
    old = root.with_name("root.old")
    shutil.rmtree(old, ignore_errors=True)
    if root.exists():
        root.rename(old)
    fresh.rename(root)
    shutil.rmtree(old, ignore_errors=True)


def unpack_one(deb: Path, root: Path) -> bool:
    """One package's files without its documentation; False if it failed."""
    skip = [f"--exclude=./usr/share/{name}" for name in UNREAD] + [
        "--exclude=./lib/systemd",
        "--exclude=./usr/lib/systemd",
    ]
    tar = [
        "tar",
        "-x",
        "--no-same-owner",
        "--no-same-permissions",
        "--keep-directory-symlink",
        "-C",
        str(root),
        *skip,
        "-f",
        "-",
    ]
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(deb)], stdout=subprocess.PIPE) as source:
        unpacked = subprocess.run(tar, stdin=source.stdout, capture_output=True, check=False)
    return unpacked.returncode == 0 and source.returncode == 0
