"""What was published, and the two files that remember it: a restart goes on where the last run ended."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import field, frozen

from courtclock.whole import replacing

BEGINS = b"BEGIN:VCALENDAR\r\n"
ENDS = b"END:VCALENDAR\r\n"
PRIVATE = 0o600  # of every file that serving writes: what stands in it is a client's matter, or opens it
_SECOND = timedelta(seconds=1)


@frozen(kw_only=True)
class Published:
    """A feed as it is served, in both of its forms.

    Each form has a tag of its own, the SHA-256 of its own bytes: a strong tag promises the same bytes.

    Attributes:
        docket: the id of the docket; "" where that is not known, since only the feed itself was kept.
        data: the feed.
        modified: when it became what it is, in whole seconds.
        packed: the feed, packed by gzip.

    >>> feed = Published(docket="x", data=b"BEGIN:VCALENDAR", modified=datetime(2024, 4, 17, tzinfo=UTC))
    >>> gzip.decompress(feed.packed) == feed.data, feed.tag == feed.packed_tag
    (True, False)
    """

    docket: str
    data: bytes = field(repr=False)
    modified: datetime
    packed: bytes = field(init=False, repr=False)
    tag: str = field(init=False)
    packed_tag: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Pack it once, not at every request; the time that gzip would write into it is left out."""
        object.__setattr__(self, "packed", gzip.compress(self.data, 6, mtime=0))
        object.__setattr__(self, "tag", hashlib.sha256(self.data).hexdigest())
        object.__setattr__(self, "packed_tag", hashlib.sha256(self.packed).hexdigest())


@frozen
class State:
    """The files `NAME.served.ics` and `NAME.served.json` of one docket, in one folder."""

    folder: Path
    name: str

    @property
    def feed(self) -> Path:
        """The feed that was published last: the previous one of the next."""
        return self.folder / f"{self.name}.served.ics"

    @property
    def mark(self) -> Path:
        """What is known of it: the docket's id, the time of its last change, its hash."""
        return self.folder / f"{self.name}.served.json"

    def load(self, now: datetime) -> Published | None:
        """Return what was published last; None where nothing usable is there.

        A feed without its mark, or with that of another, keeps its bytes (entries go on counting their changes) and is
        taken to have changed just now: a date that is too late costs one download, one that is too early an update.

        Raises:
            OSError: a file that is there and cannot be read.
        """
        try:
            data = self.feed.read_bytes()
        except FileNotFoundError:
            return None
        mark = self._mark()
        if not (data.startswith(BEGINS) and data.endswith(ENDS)):
            return None
        docket = mark.get("docket")
        modified = self.watermark()
        if modified is None or mark.get("sha256") != hashlib.sha256(data).hexdigest():
            modified = later(now, modified)
        return Published(docket=docket if isinstance(docket, str) else "", data=data, modified=modified)

    def watermark(self) -> datetime | None:
        """Return the last time that was ever said to be that of a change."""
        try:
            moment = datetime.fromisoformat(str(self._mark().get("modified")))
        except ValueError:
            return None
        return moment.astimezone(UTC).replace(microsecond=0) if moment.tzinfo is not None else None

    def _mark(self) -> dict[str, object]:
        try:
            found = json.loads(self.mark.read_bytes())
        except (FileNotFoundError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def save(self, published: Published) -> None:
        """Write both files, the feed first: a mark never speaks of a feed that was not written.

        Raises:
            OSError: a file was not written; the one that was there is whole.
        """
        mark = {"docket": published.docket, "modified": published.modified.isoformat(), "sha256": published.tag}
        replace(self.feed, published.data)
        replace(self.mark, (json.dumps(mark, indent=2) + "\n").encode())


def later(now: datetime, than: datetime | None) -> datetime:
    """Return the time of a change, in whole seconds: now, but always after the change before it.

    The clock of a machine is sometimes set back; clients that compare dates would then not see what is newer.

    >>> later(datetime(2024, 4, 17, 9, tzinfo=UTC), datetime(2024, 4, 17, 10, tzinfo=UTC)).isoformat()
    '2024-04-17T10:00:01+00:00'
    """
    whole = now.astimezone(UTC).replace(microsecond=0)
    return whole if than is None else max(whole, than + _SECOND)


def replace(path: Path, data: bytes) -> None:
    """Replace a private file, whole or not at all.

    Raises:
        OSError: it was not written.
    """
    with replacing(path, mode=PRIVATE) as part:
        part.write_bytes(data)
