"""The kernel: the engine's answers for arrays of days, compiled from the same regime and the same calendar.

`grid` lays a calendar out as arrays, `counting` and `ending` are the engine's mechanisms on them, `answers` puts them
in their order, and `readings` takes them through all the doubts they meet. `landing` shares what becomes of a last day,
and `effect` says which provisions do the same. What closes a day is asked of the engine's own view; that the rest gives
what the engine gives is proved on every day, not assumed.
"""

from courtclock.kernel.answers import answers
from courtclock.kernel.marks import ERRORS, Mark, code_of
from courtclock.kernel.readings import Answers

__all__ = ["ERRORS", "Answers", "Mark", "answers", "code_of"]
