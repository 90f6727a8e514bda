"""Computing time in the federal courts of the United States: Rule 6 and the rules worded after it.

One value a rule and a version; an amendment is written as a difference. See docs/law/us.md for what is not sure.
"""

from __future__ import annotations

from attrs import evolve

from courtclock.calendar import ClosureKind
from courtclock.citation import Citation
from courtclock.court import Means
from courtclock.law.us.rule6 import (
    ADDED,
    APPELLATE,
    APPELLATE_1998,
    APPELLATE_2009,
    BANKRUPTCY,
    CERTAIN,
    CIVIL,
    CIVIL_1985,
    CRIMINAL,
    ELECTRONIC,
    LAPSE,
    LII,
    LONG,
    ON_PAPER,
    READ_1985,
    SATURDAY,
    TEN_AND_LESS,
    Words,
    cited,
    modern,
    older,
    three_days,
)
from courtclock.period import Direction
from courtclock.regime import (
    AddedTo,
    Addition,
    Closing,
    Count,
    Ends,
    Example,
    FirstDay,
    InForce,
    Provision,
    Roll,
    When,
)

FRCP_6_2009 = evolve(
    modern(
        "us.frcp.6",
        CIVIL,
        CIVIL,
        "Rule 6(a)",
        "periods in the rules, in a local rule or court order, or in a statute that names no method of its own; not a "
        "date certain",
    ),
    service=three_days(cited(CIVIL, "Rule 6(d)"), ELECTRONIC, ("personal",), ADDED),
    examples=(
        Example(
            case="Bruemmer v. Scott, No. 1:11-CV-988 (W.D. Mich. 21 October 2013)",
            trigger="2013-04-10",
            within="14 days",
            last_day="2013-04-24",
            url="https://e.casetext.com/case/bruemmer-v-scott-1",
            calendar="us.mi",
            note="Rule 54(d)(2)(B): every day counts.",
        ),
    ),
)
FRCP_6_2005 = evolve(
    older(FRCP_6_2009, cited(CIVIL, "Rule 6(a) (1985)", READ_1985), TEN_AND_LESS, CIVIL_1985),
    in_force=InForce("2005-12-01", "2009-11-30"),
    service=three_days(
        cited(CIVIL, "Rule 6(e) (2005; lettered (d) since 1 December 2007)"),
        ELECTRONIC,
        ("personal",),
        "3 days are added after the prescribed period would otherwise expire under subdivision (a)",
    ),
    examples=(
        Example(
            case="Mitchell v. Wiley, No. 06-cv-00547 (D. Colo. 24 May 2007)",
            trigger="2006-06-21",
            within="60 days",
            last_day="2006-08-21",
            url="https://print.casetext.com/case/mitchell-v-wiley-8",
            calendar="us.co",
            note="The sixtieth day was Sunday 20 August 2006.",
        ),
    ),
)
# Before December 2005 the courts were split on whether the three days came before or after the roll: no provision.
FRCP_6_1985 = evolve(
    FRCP_6_2005,
    in_force=InForce("1985-08-01", "2005-11-30"),
    service=(Provision(Addition(0), cited(CIVIL, "Rule 6(e) (1985)"), when=When(services=frozenset({"personal"}))),),
    examples=(
        Example(
            case="Patterson v. Stewart, 251 F.3d 1243 (9th Cir. 2001)",
            trigger="1996-04-24",
            within="1 year",
            last_day="1997-04-24",
            url="https://capcentral.org/case_summaries/patterson-v-stewart/",
            calendar="us.az",
            note="The anniversary is the last day.",
        ),
        Example(
            case="Miltimore Sales v. International Rectifier, 412 F.3d 685 (6th Cir. 2005), dates ours",
            trigger="2005-06-06",
            within="10 days",
            last_day="2005-06-20",
            url="http://law.justia.com/cases/federal/appellate-courts/F3/412/685/544593/",
            calendar="us.federal",
            strength="arithmetic",
            note="Ten days without the weekends end with fourteen days that count them.",
        ),
    ),
)
FRCP_6_2016 = evolve(
    FRCP_6_2009,
    in_force=InForce("2016-12-01", "2023-11-30"),
    service=three_days(cited(CIVIL, "Rule 6(d) (2016)"), ON_PAPER, ("personal", "electronic"), ADDED),
    examples=(
        Example(
            case="Stevenson v. Elite Staffing, No. 21-CV-1072 (E.D. Wis. 29 December 2022)",
            trigger="2022-09-21",
            within="28 days",
            last_day="2022-10-19",
            url="https://print.casetext.com/case/stevenson-v-elite-staffing-inc-4",
            calendar="us.wi",
            note="Columbus Day inside the period counts.",
        ),
    ),
)
# Since then the list of legal holidays names Juneteenth, a holiday by Act of Congress since 17 June 2021.
FRCP_6_2023 = evolve(
    FRCP_6_2016,
    in_force=InForce("2023-12-01"),
    examples=(
        Example(
            case="Seay v. U.S. Department of Veterans Affairs, No. 7:24-CV-33 (M.D. Ga. 1 May 2024)",
            trigger="2024-04-17",
            within="90 days",
            last_day="2024-07-16",
            url="https://print.casetext.com/case/seay-v-us-dept-of-veteran-affs",
            calendar="us.ga",
            note="Rule 4(m).",
        ),
    ),
)

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
FRAP_26_1998 = evolve(
    older(FRAP_26_2009, cited(APPELLATE, "Rule 26(a) (1989)"), 6, Words()),
    in_force=InForce("1989-12-01", "2002-11-30"),
    below=_BELOW_2002,
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

FRBP_9006_2009 = evolve(
    modern(
        "us.frbp.9006",
        BANKRUPTCY,
        BANKRUPTCY,
        "Rule 9006(a)",
        "periods in bankruptcy cases, under the bankruptcy rules, the civil rules, a local rule, an order or a statute",
    ),
    service=three_days(cited(BANKRUPTCY, "Rule 9006(f)"), ELECTRONIC, ("personal",), "three days are added"),
    examples=(
        Example(
            case="14 days for a notice of appeal (Rule 8002(a)(1)) from an order of 11 December 2012, dates ours",
            trigger="2012-12-11",
            within="14 days",
            last_day="2012-12-26",
            url="https://www.law.cornell.edu/rules/frbp/rule_8002",
            calendar="us.federal",
            strength="arithmetic",
            note="The fourteenth day was Christmas Day. No decision of these years with all dates was found.",
        ),
    ),
)
FRBP_9006_1989 = evolve(
    older(FRBP_9006_2009, cited(BANKRUPTCY, "Rule 9006(a) (1989)"), 7, Words()),
    in_force=InForce("1989-08-01", "2009-11-30"),
    examples=(
        Example(
            case="In re Latture, 605 F.3d 830 (10th Cir. 2010)",
            trigger="2008-11-14",
            within="10 days",
            last_day="2008-11-24",
            url="http://print.casetext.com/case/in-re-latture",
            calendar="us.ok",
            note="Judgment of 14 November 2008, notice of the 25th: a day late. Ten days count weekends.",
        ),
        Example(
            case="Dwyer v. Duffy (In re Dwyer), 426 F.3d 1041 (9th Cir. 2005)",
            trigger="2003-09-29",
            within="60 days",
            last_day="2003-12-01",
            url="https://blog.legalsolutions.thomsonreuters.com/legal-research/headnote-of-the-day/friday-thanksgiving-holiday/",
            calendar="us.ca",
            note="Day 60 was the Friday after Thanksgiving, a holiday in California. The trigger is counted back.",
        ),
    ),
)
FRBP_9006_2016 = evolve(
    FRBP_9006_2009,
    in_force=InForce("2016-12-01"),
    service=three_days(
        cited(BANKRUPTCY, "Rule 9006(f) (2016)"), ON_PAPER, ("personal", "electronic"), "three days are added"
    ),
    examples=(
        Example(
            case="Sloan v. Allen (In re Allen), Adv. No. 16-10027 (Bankr. D.D.C. 19 April 2018)",
            trigger="2018-01-03",
            within="14 days",
            last_day="2018-01-17",
            url="https://print.casetext.com/case/sloan-v-allen-in-re-allen",
            calendar="us.dc",
            strength="arithmetic",
            note="Order of 3 January 2018; a notice of the sixteenth day was late.",
        ),
    ),
)

FRCRP_45_2009 = evolve(
    modern("us.frcrp.45", CRIMINAL, CRIMINAL, "Rule 45(a)", "periods in criminal cases"),
    service=three_days(cited(CRIMINAL, "Rule 45(c)"), ELECTRONIC, ("personal",), "3 days are added"),
    examples=(
        Example(
            case="United States v. Tucker, No. 11-20706 (E.D. Mich. 25 March 2014)",
            trigger="2012-12-07",
            within="14 days",
            last_day="2012-12-21",
            url="https://print.casetext.com/case/united-states-v-tucker-80",
            calendar="us.mi",
            strength="arithmetic",
            note="Convicted on 7 December 2012; a motion of January 2014 was late.",
        ),
    ),
)
FRCRP_45_2002 = evolve(
    older(FRCRP_45_2009, cited(CRIMINAL, "Rule 45(a) (2002)"), TEN_AND_LESS, Words()),
    in_force=InForce("2002-12-01", "2009-11-30"),
    examples=(
        Example(
            case="Rule 33(b)(2), 7 days, as in Eberhart v. United States, 546 U.S. 12 (2005); dates ours",
            trigger="2005-11-17",
            within="7 days",
            last_day="2005-11-29",
            url="https://en.wikisource.org/wiki/Page:United_States_Reports_546.pdf/224",
            calendar="us.federal",
            strength="arithmetic",
            note="Two weekends and Thanksgiving Day are left out. No decision of these years with all dates was found.",
        ),
    ),
)
FRCRP_45_2016 = evolve(
    FRCRP_45_2009,
    in_force=InForce("2016-12-01"),
    service=three_days(cited(CRIMINAL, "Rule 45(c) (2016)"), ON_PAPER, ("personal", "electronic"), "3 days are added"),
    examples=(
        Example(
            case="14 days for a motion for acquittal (Rule 29(c)(1)) from a verdict of 20 June 2024, dates ours",
            trigger="2024-06-20",
            within="14 days",
            last_day="2024-07-05",
            url="https://www.law.cornell.edu/rules/frcrmp/rule_29",
            calendar="us.federal",
            strength="arithmetic",
            note="The fourteenth day is Independence Day.",
        ),
    ),
)

_SUPREME = "Rules of the Supreme Court of the United States"
_RULE_29 = Citation(_SUPREME, "Rule 29.2", "https://textbookdiscrimination.com/Rules/Court/USSC/T007")
_RULE_30 = Citation(_SUPREME, "Rule 30.1", f"{LII}/supct/rule_30")
_BUILDING = Provision(
    Closing.OPEN,
    Citation(_SUPREME, "Rule 30.1, on the holidays listed in 5 U.S.C. 6103", _RULE_30.url),
    reading="an order of the President adds no day to the list of 5 U.S.C. 6103",
    rivals=(
        Provision(
            Closing.CLOSED,
            Citation(_SUPREME, "Rule 30.1, on days on which the building is closed", _RULE_30.url),
            reading="the Court or the Chief Justice closed the building on that day as well",
        ),
    ),
)
_ANY = frozenset(
    {None, "personal", "mail", "electronic", "leaving_with_clerk", "other_consented", "commercial_carrier"}
)
SCOTUS_30 = evolve(
    FRCP_6_2016,
    id="us.scotus.30",
    title=_SUPREME,
    scope="periods in the rules of the Supreme Court, in its orders, and in statutes that apply there",
    in_force=InForce("1995-10-02"),
    first_day=(Provision(FirstDay.EXCLUDED, _RULE_30),),
    count=(Provision(Count.NTH_DAY, _RULE_30, when=When(units=LONG)),),
    month_end=(),
    roll=(
        Provision(Roll.NONE, _RULE_30, when=LAPSE, reading="nothing has to be done"),
        Provision(Roll.NONE, _RULE_30, when=CERTAIN, reading="a fixed date is no period, and stays"),
        Provision(Roll.FORWARD, _RULE_30, when=When(directions=frozenset({Direction.AFTER}))),
    ),
    closings=(
        (
            frozenset({ClosureKind.STATE, ClosureKind.DOUBTFUL}),
            Provision(Closing.OPEN, _RULE_30, reading="only the federal holidays of 5 U.S.C. 6103 count"),
        ),
        (frozenset({ClosureKind.SPECIAL}), _BUILDING),
        (frozenset({ClosureKind.OBSERVED}), SATURDAY),
    ),
    accessible=(),
    service=(Provision(Addition(0), _RULE_30, when=When(services=_ANY)),),
    ends=(
        Provision(
            Ends.CLOSING,
            _RULE_29,
            quote="timely filed if it is received by the Clerk in paper form within the time specified for filing",
            when=When(means=frozenset({Means.PAPER})),
        ),
        Provision(
            Ends.DISPATCH,
            _RULE_29,
            quote="mailed on or before the last day for filing",
            when=When(means=frozenset({Means.DISPATCH})),
        ),
        Provision(
            Ends.MIDNIGHT,
            _RULE_30,
            when=When(means=frozenset({None, Means.ELECTRONIC})),
        ),
    ),
    examples=(
        Example(
            case="90 days for certiorari from 31 August 2024: the day after Thanksgiving is no federal holiday",
            trigger="2024-08-31",
            within="90 days",
            last_day="2024-11-29",
            url="http://supct.law.cornell.edu/rules/supct/30.html",
            calendar="us.federal",
            strength="arithmetic",
        ),
        Example(
            case="Clay v. United States, 537 U.S. 522 (2003)",
            trigger="1998-11-23",
            within="90 days",
            last_day="1999-02-22",
            url="https://print.casetext.com/case/clay-v-us-16",
            calendar="us.federal",
            note="The ninetieth day was Sunday 21 February 1999.",
        ),
    ),
)

REGIMES = (
    FRCP_6_1985,
    FRCP_6_2005,
    FRCP_6_2009,
    FRCP_6_2016,
    FRCP_6_2023,
    FRAP_26_1998,
    FRAP_26_2002,
    FRAP_26_2009,
    FRAP_26_2016,
    FRBP_9006_1989,
    FRBP_9006_2009,
    FRBP_9006_2016,
    FRCRP_45_2002,
    FRCRP_45_2009,
    FRCRP_45_2016,
    SCOTUS_30,
)
