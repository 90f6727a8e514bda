"""How time is counted in Pakistan: the General Clauses Act 1897, ss. 9 and 10, and the Limitation Act 1908.

The words quoted from the General Clauses Act were read in India's text of the same Act of 1897 (Pakistan's contents
list shows the same sections; its own words were not seen). Those of the Limitation Act were read in Pakistan's text,
but for s. 15 and s. 25, of which only the headings were. See docs/law/pk.md for what is not sure.
"""

from __future__ import annotations

from courtclock.calendar import ClosureKind
from courtclock.citation import AS_WRITTEN, Citation
from courtclock.dates import to_date
from courtclock.period import Bound, Direction, Unit
from courtclock.regime import (
    NOT_SAID,
    Act,
    Closing,
    Count,
    Ends,
    Example,
    Excluded,
    FirstDay,
    InForce,
    MonthEnd,
    Provision,
    Regime,
    Roll,
    RunsFrom,
    When,
)

ACT_OF_1897 = "General Clauses Act 1897 (Pakistan)"
_LIMITATION = "Limitation Act 1908 (Pakistan)"
_COMPUTATION = "http://www.iqballawassociates.com/law-acts/limitation-act-1908/computation-of-period-of-limitation/"
_SUITS = "http://www.iqballawassociates.com/law-acts/limitation-act-1908/limitation-of-suits-appeals-and-application/"

S_9 = Citation(ACT_OF_1897, "s. 9(1)", "https://www.taxdose.com/commencement-and-termination-of-time/")
S_10 = Citation(ACT_OF_1897, "s. 10(1)", "https://ibclaw.in/section-10-computation-of-time/")
MONTH = Citation(
    ACT_OF_1897,
    "s. 3, definition of month; Marakanda Sahu v Lal Sadananda Singh, AIR 1952 Ori 279",
    "https://www.legalcrystal.com/case/528252/marakanda-sahu-vs-lal-sadananda-singh",
)
MARAKANDA = Citation(
    "Marakanda Sahu v Lal Sadananda Singh, AIR 1952 Ori 279 (persuasive)",
    url="https://taxmanagementindia.com/web/tmi_blog_details.asp?id=619071",
)
DAGA = Citation(
    "Madan Gopal Daga v Rallis India Ltd, AIR 1957 Cal 598, as quoted in Jagannath v Jodha Ram (Raj 1979) (persuasive)",
    url="http://qa.the-laws.com/encyclopedia/browse/case?caseId=819791203000&title=jagannath-vs-jodha-ram",
)
BAHORANI = Citation(
    "Gopal Lal Sahai v Bahorani, 13 Ind Cas 900 (Cal) (persuasive)",
    url="https://www.legalcrystal.com/case/881298/gopal-lal-sahai-vs-bahorani",
)
DODDS = Citation(
    "Dodds v Walker [1981] 1 WLR 1027 (House of Lords; persuasive)",
    url="https://swarb.co.uk/dodds-v-walker-hl-1981/",
)
DODDS_CA = Citation(
    "Dodds v Walker, Court of Appeal, as quoted second-hand (persuasive)",
    url="https://rightsnet.org.uk/forum-archive/index00fa.html",
)
DILWALI = Citation(
    "Bharat Kumar Dilwali v Bharat Carbon and Ribbon Mfg Ltd, ILR 1972 Delhi 837 (persuasive)",
    url="https://www.legalcrystal.com/case/683420/bharat-kumar-dilwali-vs-carbon-ribbon",
)
BIRDICHAND = Citation(
    "Sureshchandra v Birdichand, AIR 1965 Raj 229, quoting Halsbury (persuasive)",
    url="https://sooperkanoon.com/case/754280/sureshchandra-ors-vs-birdichand",
)
ARREST = Citation("Constitution of Pakistan", "art. 10(2)", "https://pakistani.org/pakistan/constitution/")
SUIT_1555 = Citation(
    "High Court of Sindh, Suit 1555/2007, order of 20 October 2015 (relying on PLD 2014 SC 783)",
    url="http://43.245.130.98:8056/caselaw/view-file/MTAyNTE2Y2Ztcy1kYzgz",
)
SHAREEF = Citation(
    "Muhammad Shareef v Muhammad Ramzan, 2006 CLC 618 (Lahore)",
    url="http://topicsexpress.com/Period-of-Limitation-2006-C-L-C-618-Lahore--topic-693604687398105",
)
FIRST_APPEAL_12 = Citation(
    "Limitation Act 1908 (Pakistan)",
    "ss. 12(2) to (5), 14, 15; High Court of Sindh, 1st Appeal 12/2008, 23 September 2008",
    "http://43.245.130.98:8056/caselaw/view-file/NzY4MmNmbXMtZGM4Mw==",
)
S_12_1 = Citation(_LIMITATION, "s. 12(1)", _COMPUTATION)
S_4 = Citation(_LIMITATION, "s. 4", _SUITS)
S_25 = Citation(
    _LIMITATION,
    "s. 25; Dodds v Walker [1981] 1 WLR 1027 for the corresponding date",
    "https://pakistanlawyer.com/limitation-act-1908/",
)

_BACK_OR_EARLIEST = (
    When(directions=frozenset({Direction.BEFORE})),
    When(bounds=frozenset({Bound.EARLIEST})),
)
_BY_DATE = frozenset({Unit.MONTHS, Unit.YEARS})
_OFFICE_ACTS = frozenset({None, Act.FILING, Act.PAYMENT})
_ELSEWHERE = frozenset({Act.SERVICE, Act.OTHER})
_HOURS = When(units=frozenset({Unit.HOURS}))
_LAPSE = When(acts=frozenset({Act.LAPSE}))

VACATION = Provision(
    Closing.CLOSED,
    SUIT_1555,
    quote="the first date of reopening of this Court after summer vacations",
    reading="a vacation closes the court, and the act is in time on the day of reopening",
    rivals=(
        Provision(
            Closing.OPEN,
            SHAREEF,
            quote="its Registry remained open during vacations for receipt of all kinds of petitions",
            reading="a registry that receives papers in the vacation is open, and the last day stands",
        ),
    ),
)

ENDS = Provision(Ends.MIDNIGHT, BIRDICHAND, quote="upto the last moment of the last day of that period", when=NOT_SAID)

MONTH_END = Provision(
    MonthEnd.LAST_DAY,
    DODDS_CA,
    quote="the period expires on the last day of that month",
    reading="a month without the corresponding date ends on its last day",
    doubt="no authority of Pakistan or India was found on a month without the corresponding date; English persuades",
)

_STANDS_EARLIEST = "the rule on closed days gives more time to whoever must act by a day; it does not move a first day"

GENERAL_CLAUSES = Regime(
    id="pk.gca",
    title=ACT_OF_1897,
    scope=(
        "acts to be done under an enactment in a court or office. Its use for a court's order, and for an act that "
        "needs no counter, is by analogy. Not for what the Limitation Act governs (s. 10, proviso); provincial Acts "
        "have general clauses Acts of their own."
    ),
    in_force=InForce("1897-03-11"),
    checked="2026-11-23",
    first_day=(
        Provision(
            FirstDay.EXCLUDED,
            BAHORANI,
            quote="exclusion of day on which order is made",
            when=When(units=frozenset({Unit.WEEKS}), runs_from=frozenset({RunsFrom.ORDER})),
        ),
        Provision(
            FirstDay.EXCLUDED,
            MARAKANDA,
            quote="the equitable principle laid down therein should ordinarily be applied",
            when=When(runs_from=frozenset({RunsFrom.ORDER})),
        ),
        Provision(
            FirstDay.EXCLUDED,
            S_9,
            quote='for the purpose of excluding the first in a series of days ... to use the word "from"',
        ),
    ),
    count=(
        Provision(Count.NTH_DAY, ARREST, quote="within a period of twenty-four hours of such arrest", when=_HOURS),
        *(
            Provision(
                Count.CLEAR,
                DILWALI,
                quote="the day of the service of the notice ... and the day of the meeting having to be excluded",
                when=When(units=frozenset({Unit.CLEAR_DAYS}), directions=when.directions, bounds=when.bounds),
            )
            for when in _BACK_OR_EARLIEST
        ),
        *(
            Provision(
                Count.CLEAR,
                DILWALI,
                quote='"not less than 21 days notice" ... normally implies a notice of 21 whole or clear days',
                when=when,
                reading="so much notice means whole days: both the day of the trigger and that of the act are left out",
                rivals=(
                    Provision(
                        Count.NTH_DAY,
                        S_9,
                        reading="section 9 leaves out the first day alone; the last is taken in",
                    ),
                ),
            )
            for when in _BACK_OR_EARLIEST
        ),
        Provision(
            Count.NTH_DAY,
            MONTH,
            quote="a month reckoned according to the British calendar",
            when=When(units=_BY_DATE),
        ),
        Provision(Count.NTH_DAY, AS_WRITTEN, when=When(units=frozenset({Unit.COURT_DAYS}))),
        Provision(Count.NTH_DAY, S_9, quote='for the purpose of including the last ... to use the word "to"'),
    ),
    month_end=(MONTH_END,),
    roll=(
        Provision(
            Roll.NONE,
            S_10,
            quote="any act or proceeding is directed or allowed to be done or taken",
            when=_LAPSE,
            reading="what merely lapses is not an act to be done",
        ),
        Provision(Roll.NONE, S_10, when=_BACK_OR_EARLIEST[1], reading=_STANDS_EARLIEST),
        Provision(
            Roll.NONE,
            S_10,
            quote="is closed on that day or the last day of the prescribed period",
            when=When(units=frozenset({Unit.HOURS}), acts=frozenset({None, Act.SERVICE, Act.OTHER})),
        ),
        Provision(
            Roll.NONE,
            S_10,
            quote="is closed on that day or the last day of the prescribed period",
            when=_HOURS,
            reading="hours run on over closed days: section 10 speaks of a day, or of the last day of a period",
            rivals=(
                Provision(
                    Roll.FORWARD,
                    S_10,
                    quote="on a certain day or within a prescribed period",
                    reading="a period of hours is a prescribed period, and the office was closed when it ended",
                ),
            ),
        ),
        Provision(
            Roll.NONE,
            S_10,
            when=When(directions=frozenset({Direction.BEFORE}), acts=_ELSEWHERE),
            reading="section 10 gives no more time for an act outside a court or office, least of all into the notice",
        ),
        Provision(
            Roll.BACKWARD,
            DILWALI,
            quote="each of the 21 days must be a full or calendar day",
            when=_BACK_OR_EARLIEST[0],
            doubt="no authority was found on a last day, counted back, that is closed; whole days of notice persuade",
            reading="the notice has to be whole, so an act that needs the office is done on the open day before",
            rivals=(
                Provision(
                    Roll.FORWARD,
                    S_10,
                    quote="on the next day afterwards on which the Court or office is open",
                    reading="section 10 read literally moves every closed last day forward",
                ),
            ),
        ),
        Provision(
            Roll.FORWARD,
            S_10,
            quote="in due time if it is done or taken on the next day afterwards on which the Court or office is open",
            when=When(acts=_OFFICE_ACTS, runs_from=frozenset(RunsFrom) - {RunsFrom.ORDER} | {None}),
        ),
        Provision(
            Roll.FORWARD,
            DAGA,
            quote="no breach of that order ... to do the act on very first subsequent day on which the Court reopens",
            reading="the principle of section 10 reaches a court's order, and by analogy an act that needs no counter: "
            "the act is in time on the next open day",
            rivals=(
                Provision(
                    Roll.NONE,
                    S_10,
                    quote="done or taken in any Court or office",
                    reading="section 10 speaks of enactments and of acts in a court or office: the last day stands",
                ),
            ),
        ),
    ),
    closings=((frozenset({ClosureKind.VACATION}), VACATION),),
    ends=(ENDS,),
    examples=(
        Example(
            case="Marakanda Sahu v Lal Sadananda Singh, AIR 1952 Ori 279 (the same Act of 1897, applied to an order)",
            trigger="1948-10-25",
            within="1 month",
            last_day="1948-11-25",
            url="https://www.legalcrystal.com/case/528252/marakanda-sahu-vs-lal-sadananda-singh",
            note="One month from an order leaves the order's day out.",
        ),
        Example(
            case="Islamabad High Court, petition of Ehtisham Abbasi: 3 April 2024, put off to 17 April 2024",
            trigger="2024-04-03",
            within="2 weeks",
            last_day="2024-04-17",
            url="https://www.brecorder.com/news/40297136/closure-of-x-ihc-summons-interior-secy",
            calendar="pk.ihc",
            strength="facts",
            note="A fortnight over the Eid holidays: holidays inside a period run.",
        ),
    ),
)

LIMITATION = Regime(
    id="pk.limitation",
    title=_LIMITATION,
    scope="suits, appeals and applications for which the Act, or a special law by s. 29, prescribes a period",
    in_force=InForce("1909-01-01"),
    checked="2026-11-23",
    first_day=(
        Provision(
            FirstDay.EXCLUDED,
            S_12_1,
            quote="the day from which such period is to be reckoned shall be excluded",
            when=When(directions=frozenset({Direction.AFTER}), bounds=frozenset({Bound.LATEST})),
        ),
    ),
    count=(
        Provision(Count.NTH_DAY, S_25, when=When(units=_BY_DATE)),
        Provision(
            Count.NTH_DAY,
            S_12_1,
            when=When(units=frozenset({Unit.DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS})),
        ),
    ),
    month_end=(MONTH_END,),
    roll=(
        Provision(
            Roll.NONE,
            S_4,
            when=_LAPSE,
            reading="what merely lapses is not a suit, an appeal or an application",
        ),
        Provision(
            Roll.NONE,
            S_4,
            quote="the suit, appeal or application may be instituted, preferred or made",
            when=When(acts=_ELSEWHERE),
            reading="section 4 speaks of suits, appeals and applications alone",
        ),
        Provision(Roll.FORWARD, S_4, quote="may be instituted, preferred or made on the day that the Court re-opens"),
    ),
    closings=((frozenset({ClosureKind.VACATION}), VACATION),),
    excluded=(
        Provision(
            Excluded.ADDED,
            FIRST_APPEAL_12,
            quote="the time requisite for obtaining a copy ... shall be excluded",
        ),
    ),
    ends=(ENDS,),
    examples=(
        Example(
            case="High Court of Sindh, 1st Appeal 12/2008, 23 September 2008 (late by one day when filed on 3 October)",
            trigger="2007-08-31",
            within="30 days",
            excluded=((to_date("2007-09-24"), to_date("2007-09-25")),),
            last_day="2007-10-02",
            url="http://43.245.130.98:8056/caselaw/view-file/NzY4MmNmbXMtZGM4Mw==",
            note="Two copying days are added to the unrolled end, a Sunday.",
        ),
        Example(
            case="High Court of Sindh, C.P. S-2185/2016, 4 October 2018 (24 days late when filed on 31 October)",
            trigger="2016-09-07",
            within="30 days",
            last_day="2016-10-07",
            url="http://43.245.130.98:8056/caselaw/view-file/MTMyOTQ0Y2Ztcy1kYzgz",
        ),
        Example(
            case="High Court of Sindh, Suit 1555/2007 (cause of 31 July 2006, suit in time on the day of reopening)",
            trigger="2006-07-31",
            within="1 year",
            last_day="2007-08-06",
            url="http://43.245.130.98:8056/caselaw/view-file/MTAyNTE2Y2Ztcy1kYzgz",
            calendar="pk.shc",
        ),
    ),
)
