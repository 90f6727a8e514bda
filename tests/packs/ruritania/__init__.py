"""A rule pack that nobody here ships: the invented law of Ruritania, written as a third party would write one.

It uses a unit, a roll and a suspension that no built-in pack combines: short periods that skip closed days, a last day
that moves back even though it was counted forward, and a suspension with a floor. It has periods, a template and an
hour of its court in files, as the built-in packs have.
"""

from pathlib import Path

from courtclock import Citation, Provision, Regime
from courtclock.law import Pack
from courtclock.period import Unit
from courtclock.regime import Count, Ends, Example, FirstDay, InForce, Roll, Suspension, When

CODE = "Ruritanian Code of Time 1894"

REGIME = Regime(
    id="rt.code",
    title=CODE,
    scope="every period under a royal decree",
    in_force=InForce("1894-07-01"),
    checked="2026-11-23",
    first_day=(Provision(FirstDay.INCLUDED, Citation(CODE, "s. 1"), quote="the day itself is counted"),),
    count=(
        Provision(Count.OPEN_DAYS, Citation(CODE, "s. 2"), when=When(units=frozenset({Unit.DAYS}), up_to=4)),
        Provision(Count.NTH_DAY, Citation(CODE, "s. 3")),
    ),
    month_end=(),
    roll=(Provision(Roll.BACKWARD, Citation(CODE, "s. 4"), quote="no subject shall be later for the king's feast"),),
    suspensions=(
        Provision(
            Suspension(first="2025-02-01", last="2025-02-28", floor=10), Citation("Decree of the Long Snow", "1")
        ),
    ),
    ends=(Provision(Ends.MIDNIGHT, Citation(CODE, "s. 5")),),
    examples=(Example(case="Rassendyll v Hentzau", trigger="2025-01-06", within="7 days", last_day="2025-01-12"),),
)

PACK = Pack(id="rt", title="Ruritania", regimes=(REGIME,), folder=Path(__file__).parent)
