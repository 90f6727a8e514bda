"""One order: the week that the High Court of Sindh gave on 17 April 2024, and what follows default."""

from courtclock import ComplianceWindow, Consequence, Hearing, Order, Petition, compute

order = Order(
    court="pk.shc",
    made="2024-04-17",
    petitions=[
        Petition(court="pk.shc", title="Jibran Nasir: shutdown of the internet"),
        Petition(court="pk.shc", title="Zarrar Khuhro and others: blocking of X"),
    ],
)
window = ComplianceWindow(
    what="withdraw the letter of 17 February 2024",
    alternatives=["justify it"],
    by="Ministry of Interior",
    period="one week",
    order=order,
    failing=Consequence(
        what="the court will pass appropriate orders",
        at=Hearing(court="pk.shc", on="2024-05-09", purpose="next date"),
    ),
    calendar="pk.federal",
)

answer = compute(window)
print(answer.explain())
print()
print("23 April is inside the window:", "2024-04-23" in answer.window)
if window.failing and window.failing.at:
    print("failing which:", window.failing.what, "on", window.failing.at.on)
