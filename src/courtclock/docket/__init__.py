"""A docket: what happened in a matter and what is due in it, as a file that people can read.

`rows` is the file's form, `load` turns it into values or into a list of all its faults, `model` is the docket as a
value, `reach` says which event reaches which entry and `extend` what extensions do to a last day, `known` is the docket
as it stood, `status` says how each entry stands on a day, `diff` what moved between two dockets and `causes` why,
`agenda` what is to be done in the next days, `sheet` who entered, pinned and confirmed what; `edit` adds to a file, and
`preview` says what that would change.
"""

from courtclock.docket.agenda import agenda
from courtclock.docket.diff import diff
from courtclock.docket.known import as_known
from courtclock.docket.load import load, loads
from courtclock.docket.model import Docket, Standing
from courtclock.docket.sheet import sheets
from courtclock.docket.status import State, Status, status

__all__ = [
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
