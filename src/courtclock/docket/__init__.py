"""A docket: what happened in a matter and what is due in it, as a file that people can read.

`rows` is the file's form, `load` turns it into values or into a list of all its faults, `model` is the docket as a
value, `known` is the docket as it stood, `status` says how each entry stands on a day, `diff` what moved between two
dockets and why, `agenda` what is to be done in the next days, `sheet` who entered, pinned and confirmed what.
"""

from courtclock.docket.load import load, loads
from courtclock.docket.model import Docket, Standing
from courtclock.docket.status import State, Status, status

__all__ = ["Docket", "Standing", "State", "Status", "load", "loads", "status"]
