"""Files are replaced whole or not at all: whoever reads meanwhile sees the old one or the new one."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PART = re.compile(r"[0-9a-f]{8}\.part")


@contextmanager
def replacing(path: Path, *, mode: int | None = None, still: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """Give a part to write into, beside a file; when it is whole it takes the file's place, and it goes if it is not.

    A part is ``.NAME.xxxxxxxx.part``. What runs that were killed have left of this file is taken away; a part that is
    being written is locked, and stays.

    Args:
        path: the file; where it is a link, what it leads to is replaced.
        mode: the permissions of the new file; by default those of the old one, else what the umask leaves.
        still: asked at the last moment whether the file may be replaced; it raises where it may not.

    Raises:
        OSError: the file was not replaced: a link that leads back to itself, no folder, no room, no permission.

    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> with replacing(folder / "a.txt") as part:
    ...     _ = part.write_text("whole")
    >>> [file.name for file in folder.iterdir()]
    ['a.txt']
    """
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(0, "a link that leads back to itself")
    old = target.stat() if target.exists() else None
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    _take_parts_away(target)
    handle, part = _part(target)
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.chmod(mode if mode is not None else stat.S_IMODE(old.st_mode) if old is not None else 0o666 & ~umask())
        if old is not None and hasattr(os, "chown"):
            # Written by an administrator, it is still its owner's, who could not read it otherwise.
            with suppress(PermissionError):
                os.chown(part, old.st_uid, old.st_gid)
        still()
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
        if handle is not None:
            os.close(handle)


def umask() -> int:
    """Return which permissions new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def lock(handle: int, *, wait: bool = False) -> bool:
    """Lock an open file or folder until this run ends, however it ends; False where another has, or nobody can."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (ImportError, OSError):  # Windows; a file system without locks
        return False
    return True


def _part(target: Path) -> tuple[int | None, Path]:
    """Make the part of a file, and mark it as one that is being written."""
    binary = getattr(os, "O_BINARY", 0)
    while True:
        # As `tempfile` does it, which takes long to load.
        path = target.with_name(f"{_prefix(target)}{os.urandom(4).hex()}.part")
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | binary, 0o600)
        except FileExistsError:
            continue
        locked = lock(handle)
        if path.exists():
            break
        os.close(handle)  # another run came between, and took it for one that nobody writes
    if not locked:
        os.close(handle)  # it would be in the way of a system that renames only what is closed
        return None, path
    return handle, path


def _take_parts_away(target: Path) -> None:
    prefix = _prefix(target)
    with suppress(OSError):  # a folder that may be written, but not listed
        for path in target.parent.iterdir():
            if path.name.startswith(prefix) and _PART.fullmatch(path.name, len(prefix)):
                _take_away(path)


def _take_away(part: Path) -> None:
    with suppress(OSError):
        handle = os.open(part, os.O_RDWR)
        try:
            if lock(handle):
                part.unlink()
        finally:
            os.close(handle)


def _prefix(target: Path) -> str:
    return f".{target.name[:50]}."
