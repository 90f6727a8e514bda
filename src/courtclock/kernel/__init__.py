"""The kernel: the engine's answers for arrays of days, compiled from the same regime and the same calendar.

`grid` lays a calendar out as arrays, `scenario` holds one way through the readings of the law, `counting` and `ending`
are the engine's mechanisms on arrays, `answers` puts them in their order. What closes a day is asked of the engine's
own view; that the rest gives what the engine gives is proved on every day, not assumed.
"""

from courtclock.kernel.answers import Answers, answers
from courtclock.kernel.marks import ERRORS, Mark, code_of

__all__ = ["ERRORS", "Answers", "Mark", "answers", "code_of"]
