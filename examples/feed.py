"""A docket file becomes a calendar feed, and says how it stood on a day."""

from pathlib import Path

from courtclock.docket import load, status
from courtclock.feed import feed

docket = load(Path(__file__).with_name("x-restoration.toml"))

print(docket.title)
print("on 25 April 2024:")
for one in status(docket, "2024-04-25"):
    if one.standing.computation or one.state.value == "continuing":
        print(f"  {one.state.value:<13} {one.entry.id}")

data = feed(docket)
print("the feed, where it speaks of 24 April:")
for event in data.split(b"BEGIN:VEVENT")[1:]:
    if b"DTSTART;VALUE=DATE:20240424" in event:
        print(event.decode().split("\r\n")[1])
