"""A docket to try things on: one order, a week to comply with it, and a hearing."""

EXAMPLE = b"""
[docket]
schema = 1
id = "demo"
title = "Demo"
recorded = 2024-04-17T18:00:00+05:00

[[order]]
id = "order"
court = "pk.shc"
made = 2024-04-17
title = "Deposit the costs"

[[window]]
id = "costs"
order = "order"
what = "deposit the costs"
within = "one week"

[[hearing]]
id = "next"
court = "pk.shc"
on = 2024-05-09
"""
