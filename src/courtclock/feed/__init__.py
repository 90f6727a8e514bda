"""A docket as an iCalendar feed (RFC 5545): the same bytes for the same input.

`entries` decides what stands in the calendar and `words` says it; `shape` gives it the form that a `Style` asks for;
`component` and `head` turn it into bytes, by `lines`; `previous` reads a feed of ours back, and `revise` carries it on;
`made` leaves out what has not changed, which `memory` remembers; `vtimezone` describes a zone so that real calendar
programs read it right.
"""

from courtclock.feed.memory import FeedMemory
from courtclock.feed.reminders import Ladder, Remind
from courtclock.feed.style import Hours, Style
from courtclock.feed.write import feed, stream

__all__ = ["FeedMemory", "Hours", "Ladder", "Remind", "Style", "feed", "stream"]
