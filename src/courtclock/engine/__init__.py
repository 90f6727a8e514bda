"""The engine: `run(term, regime, calendar) -> Computation`, pure; `land` is its last look, at a day by itself.

`mechanisms` holds the small steps of counting, `view` what a count sees of a calendar, `doubt` how one count becomes
several where the law or the moon leaves a choice, `run` their order.
"""

from courtclock.engine.run import land, run

__all__ = ["land", "run"]
