"""An Eid that is not yet sighted: the same week, as it could be known on four days of 2026."""

from courtclock import compute, within

term = within("one week").of("2026-03-13", regime="pk.gca", calendar="pk.federal")

for day in ("2025-12-31", "2026-02-01", "2026-03-09", "2026-03-16"):
    answer = compute(term, known_on=day)
    print(f"known on {day}: due {answer.due_on}, {answer.assurance.value}", end="")
    if answer.earliest != answer.latest:
        print(f", {answer.earliest} to {answer.latest}, safe {answer.safe_on}", end="")
    print()
    for reason in answer.because:
        print(f"    {reason}")
