"""A stream sealed with a passphrase: AES-256-GCM in chunks, each with its number and whether it is the last.

So a byte changed, a chunk moved, left out or cut off is noticed before anything is believed. The key is made of the
passphrase by scrypt, which makes guessing costly.
"""

from __future__ import annotations

import io
import os
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from gudok.backup.words import BackupError
from gudok.install.lang import tr

MAGIC = b"GUDOK-SEALED-1\n"
CHUNK = 1 << 20
SALT, TAG = 16, 16
COST = 2**15
"""Of scrypt: 32 MB and a tenth of a second for each guess."""


def _box(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=COST, r=8, p=1).derive(passphrase.encode()))


def _nonce(n: int, last: bool) -> bytes:
    # The key is of this file alone, so a chunk's number is never used twice with it.
    return n.to_bytes(11, "big") + bytes([last])


class Sealer(io.RawIOBase):
    """A file to write to; what is written comes out sealed. Only `close` makes it whole."""

    def __init__(self, out: IO[bytes], passphrase: str) -> None:
        self.out, self.n, self.rest = out, 0, bytearray()
        salt = os.urandom(SALT)
        self.box = _box(passphrase, salt)
        out.write(MAGIC + salt)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.rest += piece
        while len(self.rest) > CHUNK:
            self._put(bytes(self.rest[:CHUNK]), last=False)
            del self.rest[:CHUNK]
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self.rest), last=True)
            super().close()

    def _put(self, piece: bytes, *, last: bool) -> None:
        self.out.write(self.box.encrypt(_nonce(self.n, last), piece, None))
        self.n += 1


class Opener(io.RawIOBase):
    """A file to read from: what was sealed; raises BackupError at a wrong passphrase, and at what is not whole."""

    def __init__(self, came: IO[bytes], passphrase: str) -> None:
        self.came, self.n, self.piece, self.over = came, 0, b"", False
        self.box = _box(passphrase, came.read(SALT))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        if not self.piece and not self.over:
            self._next()
        view = memoryview(buffer)  # type: ignore[arg-type]
        found = self.piece[: len(view)]
        view[: len(found)] = found
        self.piece = self.piece[len(found) :]
        return len(found)

    def _next(self) -> None:
        sealed = self.came.read(CHUNK + TAG)
        self.over = len(sealed) < CHUNK + TAG or not self._more()
        try:
            self.piece = self.box.decrypt(_nonce(self.n, self.over), sealed, None)
        except InvalidTag:
            first = tr(
                "The passphrase is wrong, or the file is damaged.", "Парольная фраза неверна или файл повреждён."
            )
            later = tr("The file is damaged or cut off.", "Файл повреждён или обрезан.")
            raise BackupError(later if self.n else first) from None
        self.n += 1

    def _more(self) -> bool:
        here = self.came.tell()
        more = bool(self.came.read(1))
        self.came.seek(here)
        return more
