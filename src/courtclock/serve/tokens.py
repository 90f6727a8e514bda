"""The token file: one line a subscriber, a name and a secret. Whoever has the secret can read the feed."""

from __future__ import annotations

import hmac
import math
import os
import re
import secrets
import stat
from hashlib import sha256
from pathlib import Path

from attrs import define, field, frozen

from courtclock.errors import TokenFault
from courtclock.serve.state import PRIVATE, replace

ENOUGH = 128  # bits of a secret
FIRST = "subscriber"  # the name that the first token is made for
_BYTES = 24  # 192 bits, 32 characters
_LIMIT = 1_000_000  # bytes of a token file
_NAME = re.compile(r"[\w.@+-]{1,64}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,200}")
_HEAD = """\
# Who may read the feed: a name and a secret a line. Whoever has the secret can read it.
# A line that is taken out is revoked at once. New ones: courtclock serve DOCKET --add NAME
"""


@frozen
class Subscriber:
    """A subscriber; the secret stays out of every text that is made of it.

    >>> Subscriber("clerk", "secret")
    Subscriber(name='clerk')
    """

    name: str
    secret: str = field(repr=False)


@frozen
class Tokens:
    """The subscribers of a token file, and its faults, which never quote a secret."""

    subscribers: tuple[Subscriber, ...] = ()
    faults: tuple[str, ...] = ()
    _digests: tuple[bytes, ...] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Digest the secrets once."""
        object.__setattr__(self, "_digests", tuple(sha256(one.secret.encode()).digest() for one in self.subscribers))

    def who(self, given: bytes) -> Subscriber | None:
        """Return whose secret was given.

        It is compared with every secret, by digests of one length: how long it takes says nothing of how near it was.
        """
        digest = sha256(given).digest()
        found = None
        for one, known in zip(self.subscribers, self._digests, strict=True):
            if hmac.compare_digest(digest, known):
                found = one
        return found


def read(data: bytes) -> Tokens:
    r"""Read the bytes of a token file; a line that is faulty opens nothing, the others do.

    >>> read(b"clerk k6Jm2Qw9xT4vB7nZ1rY8cHdL\n").subscribers
    (Subscriber(name='clerk'),)
    >>> read(b"clerk letmein\n").faults
    ('line 1: the secret can be guessed: expected at least 128 bits, as --add makes it',)
    """
    subscribers: list[Subscriber] = []
    faults: list[str] = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        fault = _fault(words, {one.secret for one in subscribers})
        if fault:
            faults.append(f"line {number}: {fault}")
        else:
            subscribers.append(Subscriber(*words))
    return Tokens(tuple(subscribers), tuple(faults))


def _fault(words: list[str], taken: set[str]) -> str:
    if len(words) != len(("name", "secret")):
        return f"expected a name and a secret, got {len(words)} word{'s' if len(words) != 1 else ''}"
    name, secret = words
    if not _NAME.fullmatch(name):
        return "the name: expected up to 64 letters, digits or . _ @ + -"
    if not _TOKEN.fullmatch(secret):
        return "the secret: expected up to 200 letters and digits of ASCII, - or _"
    if _bits(secret) < ENOUGH:
        return f"the secret can be guessed: expected at least {ENOUGH} bits, as --add makes it"
    return "the secret is already that of another line" if secret in taken else ""


def _bits(secret: str) -> float:
    """Return how many bits a secret can hold at most: by its alphabet, and less where few characters occur in it."""
    alphabets = (("0123456789", 10), ("0123456789abcdef", 16), ("0123456789ABCDEF", 16))
    size = next((size for letters, size in alphabets if set(secret) <= set(letters)), 64)
    return len(secret) * math.log2(min(size, len(set(secret)) ** 2))


@define
class TokenFile:
    """A token file, read again at every request: a line that is gone is revoked at once."""

    path: Path
    _data: bytes = b""
    _tokens: Tokens = field(factory=Tokens)

    def tokens(self) -> Tokens:
        """Return what stands in it now; a file that cannot be read opens nothing."""
        try:
            with self.path.open("rb") as file:
                data = file.read(_LIMIT + 1)
        except OSError as error:
            return Tokens(faults=(error.strerror or "cannot be read",))
        if len(data) > _LIMIT:
            return Tokens(faults=(f"over {_LIMIT} bytes",))
        if data != self._data:
            self._data, self._tokens = data, read(data)
        return self._tokens

    def open(self) -> bool:
        """Check it before anything is served; make it, with one token, where there is none. Return whether it was made.

        Raises:
            TokenFault: others can read it, or a line is faulty.
            OSError: it cannot be made.
        """
        made = self._make() if not self.path.exists() else False
        faults = list(self.tokens().faults)
        found = self.path.stat()
        if os.name == "posix" and stat.S_ISREG(found.st_mode) and found.st_mode & 0o077:
            mode = f"{stat.S_IMODE(found.st_mode):04o}"
            faults.insert(0, f"others on this machine can read it (mode {mode}): expected 0600; chmod 600 it")
        if faults:
            raise TokenFault(str(self.path), faults)
        return made

    def _make(self) -> bool:
        # O_EXCL: of two first starts at once only one makes the file. The mode is right from the first byte.
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        except FileExistsError:
            return False
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{_HEAD}{FIRST} {new_secret()}\n")
        return True

    def add(self, name: str) -> None:
        """Add a subscriber with a new secret; what stands in the file stays as it is.

        Raises:
            TokenFault: the name is not one, or has a line already.
            OSError: the file cannot be written.
        """
        if not _NAME.fullmatch(name):
            raise TokenFault(str(self.path), [f"{name!r}: expected up to 64 letters, digits or . _ @ + -"])
        if any(one.name == name for one in self.tokens().subscribers):
            raise TokenFault(str(self.path), [f"{name!r} has a line already: --links shows the address"])
        data = self.path.read_bytes()
        joint = b"" if not data or data.endswith(b"\n") else b"\n"
        replace(self.path, data + joint + f"{name} {new_secret()}\n".encode())


def new_secret() -> str:
    """Return a secret that nobody can guess.

    >>> len(new_secret()), new_secret() == new_secret()
    (32, False)
    """
    return secrets.token_urlsafe(_BYTES)


def token_path(docket: Path, tokens: str | Path | None) -> Path:
    """Return the token file of a docket: the one that was named, or the one beside it."""
    return Path(tokens) if tokens is not None else docket.with_suffix(".tokens")
