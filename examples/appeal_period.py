"""A petition's appeal period, by the id of the period in the law, with copying time and a vacation in the way."""

from courtclock import Instrument, Term, compute, default_almanac

almanac = default_almanac()
rule = almanac.period("pk.limitation.art.156")
print(f"{rule.what}: {rule.within} from {rule.start} [{rule.cite}]")
print()

judgment = Instrument(what="judgment", on="2024-02-20", by="a District Judge")
term = Term.by_rule(
    rule,
    judgment,
    court="pk.shc",
    excluded=[("2024-02-26", "2024-03-15")],  # copy applied for, copy ready: both days in
)
answer = compute(term)
print(answer.explain())
