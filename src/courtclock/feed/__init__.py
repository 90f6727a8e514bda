"""A docket as an iCalendar feed (RFC 5545): the same bytes for the same input.

`entries` decides what stands in the calendar and in which words, `write` turns that into bytes, `vtimezone` describes
a zone so that real calendar programs read it right.
"""

from courtclock.feed.write import feed

__all__ = ["feed"]
