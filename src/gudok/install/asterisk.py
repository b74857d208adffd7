"""The private Asterisk: bringing it, and telling the rest where it is."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import msgspec

from gudok.install.files import write_atomic
from gudok.install.lang import tr
from gudok.install.say import Say
from gudok.install.step import SetupError
from gudok.install.tree import Tree

OLDEST = 20
PACKAGES = (
    "asterisk",
    "asterisk-core-sounds-en-wav",
    "asterisk-core-sounds-ru-wav",
    "asterisk-moh-opsound-wav",
)
# Where Asterisk keeps its modules and its sounds: it differs between releases and builders.
MODULE_FOLDERS = (
    "/usr/lib/*-linux-gnu*/asterisk/modules",
    "/usr/lib64/asterisk/modules",
    "/usr/lib/asterisk/modules",
    "/usr/local/lib*/asterisk/modules",
)
DATA_FOLDERS = ("/usr/share/asterisk", "/var/lib/asterisk", "/usr/local/share/asterisk")


class Runtime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An Asterisk that can be started: what its configuration must name."""

    binary: Path
    modules: Path
    data: Path
    version: str


class AsteriskStep:
    """Brings Asterisk 22 (20 from Ubuntu's own archive) with prompts and music into `<tools>/asterisk`."""

    name = "asterisk"

    def __init__(self, tools: Path) -> None:
        self.tree = Tree(tools, "asterisk", PACKAGES, ("usr/sbin/asterisk",))

    def title(self) -> str:
        return tr("Telephony (Asterisk, about 60 MB)", "Телефония (Asterisk, около 60 МБ)")

    def is_done(self) -> bool:
        return self.tree.is_whole() and env_file(self.tree.tools).exists()

    def do(self, say: Say) -> None:
        self.tree.bring(say)
        modules, data = first_folder(MODULE_FOLDERS, self.tree.root), first_folder(DATA_FOLDERS, self.tree.root)
        if modules is None or data is None:
            raise SetupError(tr("The packages have no Asterisk in them.", "В пакетах нет Asterisk."))
        name_languages(data / "sounds")
        binary = self.tree.home / "bin" / "asterisk"
        runtime = Runtime(binary, modules, data, version_of(binary))
        write_atomic(env_file(self.tree.tools), msgspec.json.encode(runtime, enc_hook=str).decode())


def name_languages(sounds: Path) -> None:
    """Links like ru → ru_RU_f_IvrvoiceRU; on a host, the packages' own scripts would make them."""
    for folder in sounds.glob("??_??_*"):
        link = sounds / folder.name[:2]
        if not link.exists():
            link.symlink_to(folder.name)


def env_file(tools: Path) -> Path:
    """The file that keeps the Runtime of the private Asterisk."""
    return tools / "asterisk" / "env.json"


def load_runtime(tools: Path, binary: str = "") -> Runtime:
    """The Asterisk to run: the one named by the setting, else the private one; raises SetupError."""
    if binary:
        return own_runtime(Path(binary))
    try:
        return msgspec.json.decode(env_file(tools).read_bytes(), type=Runtime, dec_hook=lambda kind, value: kind(value))
    except (OSError, msgspec.DecodeError) as error:
        raise SetupError(
            tr("Asterisk is not there yet; run: ./gudok setup", "Asterisk ещё не установлен, выполните: ./gudok setup")
        ) from error


def own_runtime(binary: Path) -> Runtime:
    """An Asterisk that the operator of this machine installed; raises SetupError if it is too old or incomplete."""
    version = version_of(binary)
    if int(version.split(".")[0]) < OLDEST:
        raise SetupError(
            tr(
                f"{binary} is Asterisk {version}; {OLDEST} or newer is needed.",
                f"{binary} — это Asterisk {version}, а нужен {OLDEST} или новее.",
            )
        )
    modules, data = first_folder(MODULE_FOLDERS), first_folder(DATA_FOLDERS)
    if modules is None or data is None:
        raise SetupError(
            tr(f"The modules or sounds of {binary} were not found.", f"Не найдены модули или звуки для {binary}.")
        )
    return Runtime(binary, modules, data, version)


def version_of(binary: Path) -> str:
    """The version number that the program tells, like 22.10.1; raises SetupError."""
    try:
        told = subprocess.run([binary, "-V"], capture_output=True, text=True, check=False, timeout=20).stdout
    except (OSError, subprocess.TimeoutExpired):
        told = ""
    found = re.search(r"Asterisk (?:certified/)?(\d+[\d.]*)", told)
    if not found:
        raise SetupError(
            tr(
                f"{binary} does not start as Asterisk; what it says: {binary} -V",
                f"{binary} не запускается как Asterisk; что он говорит: {binary} -V",
            )
        )
    return found[1]


def first_folder(patterns: tuple[str, ...], under: Path = Path("/")) -> Path | None:
    """The first existing folder that one of the patterns names, read as absolute paths of the tree `under`."""
    for pattern in patterns:
        for found in sorted(under.glob(pattern.lstrip("/"))):
            if found.is_dir():
                return found
    return None
