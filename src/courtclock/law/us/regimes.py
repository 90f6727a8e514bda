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
    BANKRUPTCY,
    BANKRUPTCY_2010,
    CERTAIN,
    CIVIL,
    CIVIL_1985,
    CRIMINAL,
    CRIMINAL_2016,
    ELECTRONIC,
    LAPSE,
    LII,
    LONG,
    NALTY,
    ON_PAPER,
    READ_1985,
    SATURDAY,
    TEN_AND_LESS,
    Words,
    cited,
    modern,
    nothing_for_personal,
    older,
    three_days,
    to_the_period,
)
from courtclock.law.us.rule26 import FRAP_26
from courtclock.period import Direction
from courtclock.regime import (
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
# The amendment of 2005 removed a doubt: the words before it add to the period, and some added to its end all the same.
FRCP_6_2001 = evolve(
    FRCP_6_2005,
    in_force=InForce("2001-12-01", "2005-11-30"),
    service=to_the_period(cited(CIVIL, "Rule 6(e) (2001)", READ_1985), ELECTRONIC),
    examples=(
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
FRCP_6_1985 = evolve(
    FRCP_6_2001,
    in_force=InForce("1985-08-01", "2001-11-30"),
    service=to_the_period(cited(CIVIL, "Rule 6(e) (1985)", NALTY), ("mail",)),
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
FRBP_9006_2005 = evolve(
    older(FRBP_9006_2009, cited(BANKRUPTCY, "Rule 9006(a) (1989)"), 7, Words()),
    in_force=InForce("2005-12-01", "2009-11-30"),
    service=three_days(
        cited(BANKRUPTCY, "Rule 9006(f) (2005)", BANKRUPTCY_2010),
        ELECTRONIC,
        ("personal",),
        "three days are added after the prescribed period would otherwise expire under Rule 9006(a)",
    ),
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
    ),
)
# What a method of service added before was not read: there is no provision.
FRBP_9006_1989 = evolve(
    FRBP_9006_2005,
    in_force=InForce("1989-08-01", "2005-11-30"),
    service=nothing_for_personal(cited(BANKRUPTCY, "Rule 9006(f) (1989)")),
    examples=(
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
FRCRP_45_2005 = evolve(
    older(FRCRP_45_2009, cited(CRIMINAL, "Rule 45(a) (2002)"), TEN_AND_LESS, Words()),
    in_force=InForce("2005-12-01", "2009-11-30"),
    service=three_days(
        cited(CRIMINAL, "Rule 45(c) (2005)", CRIMINAL_2016),
        ELECTRONIC,
        ("personal",),
        "3 days are added after the period would otherwise expire under subdivision (a)",
    ),
    examples=(
        Example(
            case="12 days from a paper served by mail on 1 June 2007 (Rule 45(c), as amended in 2005), dates ours",
            trigger="2007-06-01",
            within="12 days",
            last_day="2007-06-18",
            url=CRIMINAL_2016,
            service="mail",
            calendar="us.federal",
            strength="arithmetic",
            note="Three days after 13 June lead to a Saturday. No decision of these years with all dates was found.",
        ),
    ),
)
# What a method of service added before was not read: there is no provision.
FRCRP_45_2002 = evolve(
    FRCRP_45_2005,
    in_force=InForce("2002-12-01", "2005-11-30"),
    service=nothing_for_personal(cited(CRIMINAL, "Rule 45(c) (2002)")),
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
    FRCP_6_2001,
    FRCP_6_2005,
    FRCP_6_2009,
    FRCP_6_2016,
    FRCP_6_2023,
    *FRAP_26,
    FRBP_9006_1989,
    FRBP_9006_2005,
    FRBP_9006_2009,
    FRBP_9006_2016,
    FRCRP_45_2002,
    FRCRP_45_2005,
    FRCRP_45_2009,
    FRCRP_45_2016,
    SCOTUS_30,
)
