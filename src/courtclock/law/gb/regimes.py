"""Computing time in England and Wales: CPR 2.8, deemed service under CPR 6.14 and 6.26, and the corresponding date."""

from __future__ import annotations

from attrs import evolve

from courtclock.citation import AS_WRITTEN, Citation
from courtclock.court import Means
from courtclock.dates import Time
from courtclock.period import Bound, Direction, Unit
from courtclock.regime import (
    NOT_SAID,
    Act,
    Count,
    Deemed,
    Ends,
    Example,
    FirstDay,
    InForce,
    MonthEnd,
    Provision,
    Regime,
    Roll,
    When,
)

_CPR = "Civil Procedure Rules 1998"
_READ = "http://www.civillitigationbrief.com/2019/08/14/civil-procedure-back-to-basics-58-how-to-calculate-time-in-the-civil-procedure-rules/"
_PD_6A = "https://docslib.org/doc/4822077/part-6a-practice-direction"
_BRIGHTSIDE = (
    "http://disputeresolutionblog.practicallaw.com/"
    "serving-you-in-four-months-or-less-deemed-service-in-brightside-group-ltd-and-others-v-rsm-uk-audit-llp-and-another/"
)
_PART_6 = "https://www.justice.gov.uk/courts/procedure-rules/civil/rules/part06"
DODDS = Citation("Dodds v Walker [1981] 1 WLR 1027 (HL)", url="https://swarb.co.uk/dodds-v-walker-hl-1981/")
KAUR = Citation(
    "Pritam Kaur v S Russell & Sons Ltd [1973] QB 336 (CA)",
    url="https://vlex.co.uk/vid/pritam-kaur-v-s-794072489",
)
_SEDMAN = "https://ukscblog.com/case-comment-matthew-and-others-v-sedman-and-others-2021-uksc-19"
_BARKER = "https://vlex.co.uk/vid/edward-barker-v-hambleton-793954325"
SHORT = 5

_IN_DAYS = frozenset({Unit.DAYS, Unit.CLEAR_DAYS})
_AT_THE_OFFICE = frozenset({Act.FILING})
_LAPSE = When(acts=frozenset({Act.LAPSE}))
_MONTH_END = (
    Provision(
        MonthEnd.LAST_DAY,
        Citation("Dodds v Walker (CA), as affirmed [1981] 1 WLR 1027", url=DODDS.url),
        quote="the period expires on the last day of that month",
    ),
)

CPR_2_8 = Regime(
    id="gb.eaw.cpr.2.8",
    title=_CPR,
    scope="periods for doing an act fixed by the rules, a practice direction, or a judgment or order of the court",
    in_force=InForce("1999-04-26"),
    checked="2026-11-23",
    first_day=(
        Provision(FirstDay.EXCLUDED, Citation(_CPR, "r. 2.8(3)(a)", _READ), quote="the day on which the period begins"),
    ),
    count=(
        Provision(Count.NTH_DAY, AS_WRITTEN, when=When(units=frozenset({Unit.COURT_DAYS, Unit.HOURS}))),
        Provision(
            Count.CLEAR_OPEN_DAYS,
            Citation(_CPR, "r. 2.8(4)", _READ),
            quote="is 5 days or less; and includes a Saturday or Sunday; or a Bank Holiday, Christmas Day or Good "
            "Friday, that day does not count",
            when=When(units=_IN_DAYS, up_to=SHORT),
        ),
        Provision(
            Count.CLEAR,
            Citation(_CPR, "r. 2.8(2), (3)", _READ),
            quote="A period of time expressed as a number of days shall be computed as clear days",
            when=When(units=_IN_DAYS | {Unit.CALENDAR_DAYS}),
        ),
        Provision(
            Count.NTH_DAY,
            DODDS,
            quote="the period ends upon the corresponding date in the appropriate subsequent month",
            when=When(units=frozenset({Unit.WEEKS, Unit.MONTHS, Unit.YEARS})),
        ),
    ),
    month_end=_MONTH_END,
    roll=(
        Provision(Roll.NONE, Citation(_CPR, "r. 2.8(5)", _READ), when=_LAPSE, reading="nothing is done at the office"),
        Provision(
            Roll.NONE,
            Citation(_CPR, "r. 2.8(5)", _READ),
            when=When(units=frozenset({Unit.DAYS}), up_to=0),
            reading="the rule is on periods, and a fixed date stays",
        ),
        Provision(
            Roll.FORWARD,
            Citation(_CPR, "r. 2.8(5)", _READ),
            quote="for doing any act at the court office",
            when=When(acts=_AT_THE_OFFICE, directions=frozenset({Direction.AFTER}), bounds=frozenset({Bound.LATEST})),
        ),
        Provision(
            Roll.NONE,
            Citation(_CPR, "r. 2.8(5)", _READ),
            when=When(acts=_AT_THE_OFFICE, directions=frozenset({Direction.BEFORE})),
            reading="the rule speaks of the next day alone, and a day before a hearing stays",
            doubt="no authority was found on a day counted back on which the court office is closed",
            rivals=(
                Provision(
                    Roll.BACKWARD,
                    Citation(_CPR, "r. 2.8(2), (5), read together", _READ),
                    reading="an act that needs the office is to be done on the open day before it",
                ),
            ),
        ),
        Provision(
            Roll.NONE,
            Citation(_CPR, "r. 2.8(5)", _READ),
            quote="for doing any act at the court office",
            reading="only acts at the court office move",
        ),
    ),
    ends=(
        Provision(
            Ends.MIDNIGHT,
            Citation(
                "Microsoft Corporation v JJH Enterprises [2022] EWCA Civ 1509",
                url="https://www.rpc.co.uk/thinking/commercial-disputes/"
                "no-need-for-late-night-panic-court-of-appeal-decides-that-midnight-e-filing-is-permissible/",
            ),
            when=When(means=frozenset({Means.ELECTRONIC})),
        ),
        Provision(
            Ends.MIDNIGHT,
            Citation(
                "Van Aken v Camden LBC [2002] EWCA Civ 1724: delivery outside office hours is filing, as reported",
                url="https://lawgazette.co.uk/legal-updates/appeal-notices-and-the-electronic-working-pilot/"
                "5115319.article",
            ),
            when=When(means=frozenset({Means.PAPER})),
        ),
        Provision(
            Time(16, 0),
            Citation("Practice Direction 5B", "para. 4.2", "https://whitecollarlegalandadmin.com/?p=1398"),
            quote="the date of receipt of the e-mail will be deemed to be the next day the court office is open",
            when=When(means=frozenset({Means.EMAIL})),
        ),
        Provision(Ends.MIDNIGHT, Citation(_CPR, "r. 2.8", _READ), when=NOT_SAID),
    ),
    examples=(
        Example(
            case="CPR 2.8(3), example (iii): particulars within 14 days of service on 2 October, last day 16 October",
            trigger="2024-10-02",
            within="14 days",
            last_day="2024-10-16",
            url=_READ,
        ),
    ),
)

_CUT_OFF = Time(16, 30)
_NO_COUNT = evolve(
    CPR_2_8,
    count=(Provision(Count.NTH_DAY, Citation(_CPR, "r. 6.26", _PART_6), when=When(units=_IN_DAYS, up_to=0)),),
    month_end=(),
)
_METHODS = frozenset(
    {None, "first_class_post", "dx", "mail", "permitted_address", "fax", "email", "electronic", "personal"}
)
CPR_6_26 = evolve(
    _NO_COUNT,
    id="gb.eaw.cpr.6.26",
    scope="the day on which a document other than a claim form is deemed to be served: ask for '0 days'",
    in_force=InForce("2008-10-01"),
    deemed=(
        Provision(
            Deemed(2),
            Citation(_CPR, "r. 6.26, methods 1 and 2", _PART_6),
            when=When(services=frozenset({"first_class_post", "dx", "mail"})),
        ),
        Provision(
            Deemed(0, cut_off=_CUT_OFF),
            Citation(_CPR, "r. 6.26, methods 3 to 6", _PART_6),
            when=When(services=frozenset({"permitted_address", "fax", "email", "electronic", "personal"})),
        ),
    ),
    examples=(
        Example(
            case="Practice Direction 6A, para. 10, example 6: posted on Monday 1 May, deemed served on Wednesday 3 May",
            trigger="2023-05-01",
            within="0 days",
            last_day="2023-05-03",
            url=_PD_6A,
            service="first_class_post",
            calendar="gb.eaw",
            strength="arithmetic",
            note="The example gives a bank holiday Monday, without a year; 2023 is a year that fits.",
        ),
    ),
)
CPR_6_14 = evolve(
    _NO_COUNT,
    id="gb.eaw.cpr.6.14",
    scope="the day on which a claim form is deemed to be served within the jurisdiction: ask for '0 days'",
    in_force=InForce("2008-10-01"),
    deemed=(
        Provision(
            Deemed(2, unit=Unit.COURT_DAYS),
            Citation(_CPR, "r. 6.14", _PART_6),
            quote="the second business day after completion of the relevant step",
            when=When(services=_METHODS),
        ),
    ),
    examples=(
        Example(
            case="Brightside Group v RSM UK Audit [2017] EWHC 6 (Comm): a step on Friday 10 June 2016",
            trigger="2016-06-10",
            within="0 days",
            last_day="2016-06-14",
            url=_BRIGHTSIDE,
            service="first_class_post",
            calendar="gb.eaw",
            note="Deemed served on Tuesday 14 June, as the case is reported.",
        ),
    ),
)
CORRESPONDING = evolve(
    CPR_2_8,
    id="gb.eaw.corresponding-date",
    title="Common law of England and Wales: the corresponding date",
    scope="months and years in statutes, contracts and notices",
    in_force=InForce("1863-01-01"),
    first_day=(
        Provision(
            FirstDay.UNLESS_FIRST_INSTANT,
            Citation("Matthew v Sedman [2021] UKSC 19", url=_SEDMAN),
            reading="the day of the event is left out, unless the event is at its first instant: then the day is whole",
        ),
    ),
    count=(
        Provision(
            Count.NTH_DAY,
            DODDS,
            quote="the day of that month that bears the same number as the day of the earlier month",
            when=When(units=frozenset({Unit.MONTHS, Unit.YEARS})),
        ),
        Provision(
            Count.NTH_DAY,
            Citation("Barker v Hambleton District Council [2012] EWCA Civ 610", url=_BARKER),
            when=When(units=frozenset({Unit.DAYS, Unit.WEEKS}), at_least=1),
        ),
    ),
    roll=(
        Provision(
            Roll.FORWARD,
            KAUR,
            when=When(acts=frozenset({Act.FILING}), directions=frozenset({Direction.AFTER})),
            reading="an act that needs the court office is in time on the next day on which it is open",
        ),
        Provision(Roll.NONE, DODDS, reading="the corresponding date stands"),
    ),
    ends=(Provision(Ends.MIDNIGHT, DODDS, when=NOT_SAID),),
    examples=(
        Example(
            case="Dodds v Walker [1981] 1 WLR 1027: notice of 30 September 1978, four months, last day 30 January 1979",
            trigger="1978-09-30",
            within="4 months",
            last_day="1979-01-30",
            url=DODDS.url,
        ),
    ),
)

REGIMES = (CPR_2_8, CPR_6_26, CPR_6_14, CORRESPONDING)
