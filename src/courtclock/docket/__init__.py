"""A docket: what happened in a matter and what is due in it, as a file that people can read.

`rows` is the file's form, `load` turns it into values or into a list of all its faults, `model` is the docket as a
value, `reach` says which event reaches which entry and `extend` what extensions do to a last day, `known` is the docket
as it stood, `status` says how each entry stands on a day, `diff` what moved between two dockets and `causes` why,
`agenda` what is to be done in the next days, `sheet` who entered, pinned and confirmed what; `edit` adds to a file, and
`preview` says what that would change. `EXAMPLE` is one to try all this on.

Names are loaded when they are first used: a feed needs no agenda.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from courtclock.docket.agenda import agenda
    from courtclock.docket.diff import diff
    from courtclock.docket.example import EXAMPLE
    from courtclock.docket.known import as_known
    from courtclock.docket.load import load, loads
    from courtclock.docket.model import Docket, Standing
    from courtclock.docket.sheet import sheets
    from courtclock.docket.status import State, Status, status

__all__ = [
    "EXAMPLE",
    "Docket",
    "Standing",
    "State",
    "Status",
    "agenda",
    "as_known",
    "diff",
    "load",
    "loads",
    "sheets",
    "status",
]

_HOME = {
    "Docket": "model",
    "EXAMPLE": "example",
    "Standing": "model",
    "State": "status",
    "Status": "status",
    "agenda": "agenda",
    "as_known": "known",
    "diff": "diff",
    "load": "load",
    "loads": "load",
    "sheets": "sheet",
    "status": "status",
}


class _Package(ModuleType):
    """Keeps a name for the function where the module that it comes from bears the same."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'courtclock.docket' has no attribute {name!r}")
    value = getattr(import_module(f"courtclock.docket.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
