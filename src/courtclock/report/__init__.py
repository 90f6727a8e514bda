"""A docket as one page that can be read without a network, printed, and heard.

`facts` says what stands on the page, `timeline` where each thing is drawn, `text` what may be shown and what may be a
link, `page` turns that into HTML by the templates beside it.
"""

from courtclock.report.page import report

__all__ = ["report"]
