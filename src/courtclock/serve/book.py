"""One docket file that is followed: read again when it changes, and published when it is sound."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from attrs import define, field, frozen

from courtclock.dates import Instant, to_instant
from courtclock.docket import Docket
from courtclock.docket.load import loads
from courtclock.errors import CourtclockError, DocketFault, ServeRefused
from courtclock.feed import FeedMemory, feed
from courtclock.serve.state import Published, State, later

log = logging.getLogger("courtclock.serve")
Build = Callable[[Docket, bytes | None, Instant], bytes]
LARGE = 1_000_000  # bytes; a larger feed is not read by Google Calendar
_TICK = 2.0  # seconds in which a file may change again without its time saying so


def build_feed(docket: Docket, previous: bytes | None, stamp: Instant, *, memory: FeedMemory | None = None) -> bytes:
    """Return the feed of a docket: the one place where serving makes one.

    Args:
        docket: what to publish.
        previous: what was published before, from which changed entries count on.
        stamp: the time of what changed.
        memory: what was made of this docket before, in whichever thread.
    """
    return feed(docket, previous=previous, stamp=stamp, memory=memory)


@frozen
class _Look:
    """How a file looks from outside; while this is the same, it is not read."""

    changed: int
    size: int
    number: int

    @classmethod
    def at(cls, path: Path) -> _Look:
        found = path.stat()
        return cls(found.st_mtime_ns, found.st_size, found.st_ino)

    def young(self, now: datetime) -> bool:
        """Whether a change since could have left the same time on the file."""
        return abs(now.timestamp() - self.changed / 1e9) < _TICK


_NOTHING = _Look(-1, -1, -1)  # how a file looks that cannot be looked at


@define
class Book:
    """A docket file and what is published of it.

    Attributes:
        published: the last good feed; None until there is one.
        fault: why what is published may not be what the file says; empty while all is well.
        unkept: why what is published would not outlive a restart; empty while it would.
        looked: when the file was last looked at, to the end.
    """

    path: Path
    state: State
    build: Build = field(factory=lambda: partial(build_feed, memory=FeedMemory()))
    published: Published | None = None
    fault: str = ""
    unkept: str = ""
    looked: datetime | None = None
    _done: _Look | None = field(default=None, init=False)
    _last: _Look | None = field(default=None, init=False)
    _digest: bytes = field(default=b"", init=False)
    _day: str = field(default="", init=False)
    _opening: bool = field(default=False, init=False)

    def open(self, now: datetime) -> None:
        """Take up what was published before, then publish what the file says now.

        Raises:
            ServeRefused: what is published cannot be kept, or what was kept cannot be read.
        """
        try:
            self.published = self.state.load(now)
            self._opening = True
            self.refresh(now)
            self._opening = False
            if self.unkept and self.published is not None:
                self.state.save(self.published)  # again, to say why it cannot be kept
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise ServeRefused(
                f"{self.state.feed}: {reason}; what is published has to be kept there, or by --state elsewhere"
            ) from None

    def refresh(self, now: datetime) -> None:
        """Look at the file; publish it when it has changed and is sound. Never raises.

        What is wrong is logged without a word of what stands in the file.
        """
        try:
            changed = self._changed(now)
            if changed is not None:
                self._publish(loads(changed, str(self.path)), now)
                self._note("")
        except DocketFault as error:
            count = len(error.faults)
            self._note(f"{count} fault{'s' if count != 1 else ''}; `courtclock check` names them")
        except ServeRefused as error:
            self._note(str(error))
        except OSError as error:
            # It may come back as it was; and then perhaps not all of it at once.
            self._done, self._digest = _NOTHING, b""
            self._note(error.strerror or type(error).__name__)
        except CourtclockError as error:
            self._note(f"no feed could be made of it ({type(error).__name__})")
        except Exception as error:  # noqa: BLE001 - whatever it is, the last good feed goes on
            self._note(type(error).__name__)
        if self.unkept and self.published is not None:
            self._keep(self.published)
        self.looked = now

    def _changed(self, now: datetime) -> bytes | None:
        """Return the bytes of the file where they are new, or a new day has begun, on which entries may lapse."""
        day = now.date().isoformat()
        look = _Look.at(self.path)
        if look == self._done and day == self._day and not look.young(now):
            return None
        if look != self._done and self._done is not None and look != self._last:
            # An editor may be in the middle of it: half a file can be a sound docket with half of its entries.
            self._last = look
            return None
        data = self.path.read_bytes()
        if _Look.at(self.path) != look:
            return None
        digest = sha256(data).digest()
        same = digest == self._digest and day == self._day and self._done is not None
        self._done, self._last, self._digest, self._day = look, look, digest, day
        return None if same else data

    def _publish(self, docket: Docket, now: datetime) -> None:
        before = self.published
        if before is not None and docket.id != before.docket and before.docket:
            # Another id is another address: whoever subscribed would be left with a feed that has ended.
            if not self._opening:
                raise ServeRefused("its id has changed, and with it the address; start again to serve it")
            log.warning("%s: its id has changed, and with it the address; the old one has ended", self.path.name)
            before = None
        data = self.build(docket, before.data if before else None, to_instant(now))
        if before is not None and data == before.data and docket.id == before.docket:
            return
        modified = later(now, before.modified if before else self.state.watermark())
        published = Published(docket=docket.id, data=data, modified=modified)
        self._keep(published)  # first: what a client has seen is what the next feed goes on from
        self.published = published
        log.info("%s: published, %d bytes", self.path.name, len(data))
        if len(data) > LARGE:
            log.warning("%s: over 1 MB, which some calendar programs do not read", self.path.name)

    def _keep(self, published: Published) -> None:
        """Keep what is published; a disk that is full does not keep a date from whoever waits for it."""
        before = self.unkept
        try:
            self.state.save(published)
        except OSError as error:
            self.unkept = error.strerror or type(error).__name__
        else:
            self.unkept = ""
        if self.unkept and not before:
            log.error("%s: what is published cannot be kept: %s", self.path.name, self.unkept)

    def _note(self, fault: str) -> None:
        """Log a fault when it begins, and when it ends; not at every look."""
        if fault == self.fault:
            return
        self.fault = fault
        if fault:
            rest = "the last good feed goes on" if self.published else "there is no feed of it yet"
            log.error("%s: %s; %s", self.path.name, fault, rest)
        else:
            log.info("%s: in order again", self.path.name)
