"""Computing time in appeals: Rule 26 of the Federal Rules of Appellate Procedure, and where it differs from Rule 6."""

from __future__ import annotations

from attrs import evolve

from courtclock.calendar import ClosureKind
from courtclock.court import Means
from courtclock.law.us.rule6 import (
    APPELLATE,
    APPELLATE_1998,
    APPELLATE_2009,
    ON_PAPER,
    TEN_AND_LESS,
    Words,
    cited,
    modern,
    nothing_for_personal,
    older,
    three_days,
)
from courtclock.regime import AddedTo, Addition, Closing, Ends, Example, InForce, Provision, When

NOTE_1996 = "https://www.yumpu.com/en/document/view/65850181/federal-rules-of-appellate-procedure-2014-2015-2014a/94"
MEMO_1996 = "http://www.ndcourts.gov/court/JP/Agendas/Jan1997/MRULE26.htm"

_APPELLATE_ADDED = "3 days are added after the period"
_CARRIER = (*ON_PAPER, "commercial_carrier")
_TWO_STATES = (
    "the district court that rendered the challenged judgment or order, or the circuit clerk's principal office"
)
_BELOW = (
    Provision(
        Closing.CLOSED,
        cited(APPELLATE, "Rule 26(a)(6)(C)"),
        quote=_TWO_STATES,
        reading="the state of the district court and that of the circuit clerk's principal office both count",
    ),
)
_BELOW_2002 = (evolve(_BELOW[0], cite=cited(APPELLATE, "Rule 26(a)(4) (2002)", APPELLATE_2009), quote=""),)
_APPEALS = modern("us.frap.26", APPELLATE, APPELLATE, "Rule 26(a)", "periods in appeals, as Rule 6 in civil cases")
_APPELLATE_ENDS = (
    _APPEALS.ends[0],
    Provision(
        Ends.CLOSING,
        cited(APPELLATE, "Rule 26(a)(4)(D)"),
        quote="for filing by other means, when the clerk's office is scheduled to close",
        when=When(means=frozenset({Means.PAPER})),
    ),
    Provision(
        Ends.DISPATCH,
        cited(APPELLATE, "Rule 26(a)(4)(C)"),
        quote="at the latest time for the method chosen for delivery to the post office, third-party commercial "
        "carrier, or prison mailing system",
        reading="for inmates, for briefs and appendices, and for notices of appeal from the Tax Court alone",
        when=When(means=frozenset({Means.DISPATCH})),
    ),
    Provision(
        Ends.MIDNIGHT,
        cited(APPELLATE, "Rule 26(a)(4)(A), (B)"),
        quote="at midnight in the court's time zone; ... at midnight in the time zone of the circuit clerk's principal "
        "office",
        when=When(means=frozenset({None, Means.ELECTRONIC})),
    ),
)
FRAP_26_2009 = evolve(
    _APPEALS,
    closings=tuple(
        (kinds, evolve(p, quote=_TWO_STATES) if p.value is Closing.CLOSED and ClosureKind.STATE in kinds else p)
        for kinds, p in _APPEALS.closings
    ),
    ends=_APPELLATE_ENDS,
    service=three_days(cited(APPELLATE, "Rule 26(c)"), (*_CARRIER, "electronic"), ("personal",), _APPELLATE_ADDED),
    below=_BELOW,
    examples=(
        Example(
            case="United States v. Hitt, No. 1:11-cr-00107 (W.D.N.C. 15 January 2014)",
            trigger="2013-04-03",
            within="14 days",
            last_day="2013-04-17",
            url="https://print.casetext.com/case/united-states-v-hitt-5",
            calendar="us.nc",
            note="Rule 4(b)(1)(A).",
        ),
    ),
)
FRAP_26_2002 = evolve(
    older(FRAP_26_2009, cited(APPELLATE, "Rule 26(a) (2002)", APPELLATE_2009), TEN_AND_LESS, APPELLATE_1998),
    in_force=InForce("2002-12-01", "2009-11-30"),
    # The days are added to the period, before the last day is looked at; "after the period would otherwise expire" came
    # into this rule on 1 December 2009 only.
    service=(
        Provision(
            Addition(3, to=AddedTo.PERIOD),
            cited(APPELLATE, "Rule 26(c) (2002)", APPELLATE_2009),
            quote="3 calendar days are added to the prescribed period",
            when=When(services=frozenset((*_CARRIER, "electronic"))),
        ),
        Provision(
            Addition(0),
            cited(APPELLATE, "Rule 26(c) (2002)", APPELLATE_2009),
            quote="unless the paper is delivered on the date of service",
            when=When(services=frozenset({"personal"})),
        ),
    ),
    below=_BELOW_2002,
    examples=(
        Example(
            case="Yepremyan v. Holder, 614 F.3d 1042 (9th Cir. 2010)",
            trigger="2005-10-26",
            within="30 days",
            last_day="2005-11-28",
            url="https://cetient.com/case/152646/yepremyan-v-holder",
            calendar="us.ca",
            note="The thirtieth day was the Friday after Thanksgiving, a holiday of California.",
        ),
    ),
)
# The Committee Note of 1996 counts the added days and the last day after them as one period: no doubt was left here.
FRAP_26_1996 = evolve(
    older(FRAP_26_2009, cited(APPELLATE, "Rule 26(a) (1989)"), 6, Words()),
    in_force=InForce("1996-12-01", "2002-11-30"),
    below=_BELOW_2002,
    service=(
        Provision(
            Addition(3, to=AddedTo.PERIOD),
            cited(APPELLATE, "Rule 26(c) (1996), and its Committee Note", NOTE_1996),
            quote="Because the last day of the period as extended is Sunday, the paper must be filed the next day, "
            "Monday.",
            when=When(services=frozenset({"mail", "commercial_carrier"})),
        ),
        Provision(
            Addition(0), cited(APPELLATE, "Rule 26(c) (1996)", MEMO_1996), when=When(services=frozenset({"personal"}))
        ),
    ),
    examples=(
        Example(
            case="Cooper v. United States (4th Cir. 12 January 1998, unpublished)",
            trigger="1997-07-09",
            within="60 days",
            last_day="1997-09-08",
            url="https://srkngftyklrfv.blogspot.com/2021/06/download-cooper-v-united-states-by.html",
            calendar="us.federal",
            strength="arithmetic",
            note="The sixtieth day was Sunday 7 September 1997. Read in a copy on a weak site.",
        ),
    ),
)
# What a method of service added before was not read: there is no provision.
FRAP_26_1989 = evolve(
    FRAP_26_1996,
    in_force=InForce("1989-12-01", "1996-11-30"),
    service=nothing_for_personal(cited(APPELLATE, "Rule 26(c) (1989)")),
    examples=(
        Example(
            case="30 days for a notice of appeal (Rule 4(a)(1)) from a judgment of 1 March 1996, dates ours",
            trigger="1996-03-01",
            within="30 days",
            last_day="1996-04-01",
            url="https://www.law.cornell.edu/rules/frap/rule_4",
            calendar="us.federal",
            strength="arithmetic",
            note="The thirtieth day was a Sunday. No decision of these years with all dates was found.",
        ),
    ),
)
FRAP_26_2016 = evolve(
    FRAP_26_2009,
    in_force=InForce("2016-12-01"),
    service=three_days(
        cited(APPELLATE, "Rule 26(c) (2016)"),
        _CARRIER,
        ("personal", "electronic"),
        _APPELLATE_ADDED,
    ),
    examples=(
        Example(
            case="Ninth Circuit, notice on the closing of 5 December 2018 (the trigger is ours)",
            trigger="2018-11-05",
            within="30 days",
            last_day="2018-12-06",
            url="https://socal-appellate.blogspot.com/2018/12/9th-circuit-to-remain-open-dec-5.html",
            calendar="us.federal",
            strength="arithmetic",
            note="The day of mourning was treated as a legal holiday, although the court was open.",
        ),
    ),
)

FRAP_26 = (FRAP_26_1989, FRAP_26_1996, FRAP_26_2002, FRAP_26_2009, FRAP_26_2016)
