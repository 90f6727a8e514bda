"""Rule packs: one folder a legal system.

A pack is regimes as typed values, and data files beside them: ``courts.toml``, ``calendars.toml`` (with closures as
CSV), ``periods.toml`` and ``templates.toml``. Data are read once, when first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field

from courtclock.calendar import CourtCalendar
from courtclock.court import Court
from courtclock.regime import PeriodRule, Regime, Template
from courtclock.value import frozen

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

BUILT_IN = {
    "eu": "courtclock.law.eu",
    "gb": "courtclock.law.gb",
    "in": "courtclock.law.india",
    "pk": "courtclock.law.pk",
    "us": "courtclock.law.us",
}


@frozen(eq=False)
class Pack:
    """A legal system.

    Attributes:
        id: the first part of every id in it, such as ``pk``.
        title: its name.
        regimes: every version of every regime.
        folder: where its data files are.
        proved: whether tests have read these and found no fault; else all faults of a file are told at once, for
            which it is read as a whole.

    >>> from courtclock.law.pk import PACK
    >>> sorted(PACK.courts)
    ['pk.fcc', 'pk.ihc', 'pk.lhc', 'pk.phc', 'pk.sc', 'pk.shc']
    """

    id: str
    title: str
    regimes: tuple[Regime, ...]
    folder: Traversable = field(repr=False)
    proved: bool = False

    def _read(self, *names: str) -> bytes:
        return self.folder.joinpath(*names).read_bytes()

    @cached_property
    def courts(self) -> Mapping[str, Court]:
        """The courts by id."""
        from courtclock.schema import pack as files

        data, file = self._read("courts.toml"), f"{self.id}/courts.toml"
        return files.OneByOne(data, file, "court", Court) if self.proved else files.courts(data, file)

    @cached_property
    def calendars(self) -> Mapping[str, CourtCalendar]:
        """The calendars by id."""
        from courtclock.schema import pack as files

        return files.Calendars(
            self._read("calendars.toml"),
            f"{self.id}/calendars.toml",
            lambda name: self._read("closures", name),
            proved=self.proved,
        )

    @cached_property
    def periods(self) -> dict[str, PeriodRule]:
        """The periods by id."""
        from courtclock.schema import pack as files

        if not self.folder.joinpath("periods.toml").is_file():
            return {}
        return files.periods(self._read("periods.toml"), f"{self.id}/periods.toml")

    @cached_property
    def templates(self) -> dict[str, Template]:
        """The templates by id: what one event sets off."""
        from courtclock.schema import pack as files

        if not self.folder.joinpath("templates.toml").is_file():
            return {}
        return files.templates(self._read("templates.toml"), f"{self.id}/templates.toml", self.periods)
