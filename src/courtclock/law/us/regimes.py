"""Computing time in the federal courts of the United States: Rule 6 and the rules worded after it.

One value a rule and a version; an amendment is written as a difference. The texts of Rule 6(a) since 2009 and of its
predecessor were read; those of the other rules are taken to say the same, as their committee notes do. See
docs/law/us.md for what is not sure.
"""

from __future__ import annotations

from attrs import evolve

from courtclock.calendar import ClosureKind
from courtclock.citation import AS_WRITTEN, Citation
from courtclock.period import Direction, Unit
from courtclock.regime import (
    Accessible,
    Act,
    Addition,
    Closing,
    Count,
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

_READ = "http://laws9.com/uscode/html/uscode28a/usc_sec_28a_02000006----000-.html"
_READ_1985 = "http://federalrulesofcivilprocedure.blogspot.com/2011/09/rule-6-of-frcp.html"
_LII = "https://www.law.cornell.edu/rules"
_TEN_AND_LESS = 10  # "less than 11 days"
_DAYS = frozenset({Unit.DAYS})
_LONG = frozenset({Unit.DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS, Unit.CLEAR_DAYS})
_HOURS = frozenset({Unit.HOURS})
_BEFORE = frozenset({Direction.BEFORE})
_LAPSE = When(acts=frozenset({Act.LAPSE}))

MASHPEE = Citation(
    "Rule 6(a)(6)(B); Mashpee Wampanoag Tribal Council v Norton, 336 F.3d 1094 (D.C. Cir. 2003)",
    url=f"{_LII}/frcp/rule_6",
)
LATHAM = Citation("Latham v Dominick's Finer Foods, 149 F.3d 673 (7th Cir. 1998)")
OBSERVED = Citation("5 U.S.C.", "s. 6103(b)(1)", "https://www.law.cornell.edu/uscode/text/5/6103")

_SPECIAL = Provision(
    Closing.CLOSED,
    MASHPEE,
    reading="a day on which the President closes the offices is a day declared a holiday by the President",
    rivals=(
        Provision(
            Closing.OPEN,
            LATHAM,
            reading="an order that closes offices declares no holiday",
        ),
    ),
)
_SATURDAY = Provision(
    Closing.CLOSED,
    OBSERVED,
    reading="the Friday on which a Saturday holiday is kept is a day set aside by statute for observing it",
    rivals=(
        Provision(
            Closing.OPEN,
            Citation("5 U.S.C.", "s. 6103(b), whose words are of pay and leave", OBSERVED.url),
            reading="section 6103(b) is about the pay and leave of employees; the holiday is the Saturday",
        ),
    ),
)


def _cite(rule: str, provision: str, url: str = _READ) -> Citation:
    return Citation(rule, provision, url)


def _modern(id_: str, title: str, rule: str, part: str, scope: str) -> Regime:
    """Return the rule as it has stood since 1 December 2009; `part` is where its computing rules begin."""
    until = (
        '"the period continues to run until the end of the next day that is not a Saturday, Sunday, or legal holiday"'
    )
    return Regime(
        id=id_,
        title=title,
        scope=scope,
        in_force=InForce("2009-12-01", "2016-11-30"),
        checked="2026-11-23",
        first_day=(
            Provision(
                FirstDay.EXCLUDED,
                _cite(rule, f"{part}(1)(A)"),
                quote="exclude the day of the event that triggers the period",
            ),
        ),
        count=(
            Provision(
                Count.NTH_DAY,
                _cite(rule, f"{part}(2)(A), (B)"),
                quote="begin counting immediately on the occurrence of the event that triggers the period",
                when=When(units=_HOURS),
            ),
            Provision(Count.NTH_DAY, AS_WRITTEN, when=When(units=frozenset({Unit.COURT_DAYS}))),
            Provision(
                Count.NTH_DAY,
                _cite(rule, f"{part}(1)(B)"),
                quote="count every day, including intermediate Saturdays, Sundays, and legal holidays",
            ),
        ),
        month_end=(
            Provision(
                MonthEnd.LAST_DAY,
                _cite(rule, f"{part}(1)"),
                reading="a month without the corresponding date ends on its last day",
                doubt="the rule does not say where a month or year ends that has no corresponding date",
            ),
        ),
        roll=(
            Provision(Roll.NONE, _cite(rule, f"{part}"), when=_LAPSE, reading="nothing has to be done"),
            Provision(
                Roll.BACKWARD,
                _cite(rule, f"{part}(1)(C), (5)"),
                quote="backward when measured before an event",
                when=When(directions=_BEFORE),
            ),
            Provision(
                Roll.FORWARD,
                _cite(rule, f"{part}(2)(C)"),
                quote="until the same time on the next day that is not a Saturday, Sunday, or legal holiday",
                when=When(units=_HOURS),
            ),
            Provision(Roll.FORWARD, _cite(rule, f"{part}(1)(C)"), quote=until),
        ),
        closings=(
            (
                frozenset({ClosureKind.STATE}),
                Provision(
                    Closing.OPEN,
                    _cite(rule, f"{part}(6)(C)"),
                    quote="for periods that are measured after an event",
                    when=When(directions=_BEFORE),
                    reading="a state's holiday counts only for periods measured after an event",
                ),
            ),
            (frozenset({ClosureKind.SPECIAL}), _SPECIAL),
            (frozenset({ClosureKind.OBSERVED}), _SATURDAY),
        ),
        accessible=(
            Provision(
                Accessible.NEXT,
                _cite(rule, f"{part}(3)"),
                quote="the first accessible day that is not a Saturday, Sunday, or legal holiday",
            ),
        ),
        ends=(
            Provision(
                Ends.MIDNIGHT,
                _cite(rule, f"{part}(4)(A)"),
                quote="for electronic filing, at midnight in the court's time zone",
            ),
        ),
    )


def _older(regime: Regime, rule: str, part: str, days: int) -> Regime:
    """Return the rule before 1 December 2009: a short period skips closed days, and state holidays count both ways."""
    cite = _cite(rule, f"{part} (1985)", _READ_1985)
    return evolve(
        regime,
        first_day=(
            Provision(
                FirstDay.EXCLUDED,
                cite,
                quote="the day of the act, event, or default from which the designated period of time begins to run "
                "shall not be included",
            ),
        ),
        count=(
            Provision(Count.NTH_DAY, AS_WRITTEN, when=When(units=frozenset({Unit.COURT_DAYS}))),
            Provision(
                Count.OPEN_DAYS,
                cite,
                quote="intermediate Saturdays, Sundays, and legal holidays shall be excluded in the computation",
                when=When(units=_DAYS, up_to=days),
            ),
            Provision(Count.NTH_DAY, cite, when=When(units=_LONG)),
        ),
        roll=(
            Provision(Roll.NONE, cite, when=_LAPSE, reading="nothing has to be done"),
            Provision(
                Roll.BACKWARD,
                cite,
                when=When(directions=_BEFORE),
                reading="a period counted back ends on the day before",
                doubt="the text before 2009 did not say which way a period counted back moves",
            ),
            Provision(
                Roll.FORWARD,
                cite,
                quote="the period runs until the end of the next day which is not one of the aforementioned days",
            ),
        ),
        closings=regime.closings[1:],
        accessible=(
            Provision(
                Accessible.NEXT,
                cite,
                quote="a day on which weather or other conditions have made the office of the clerk of the district "
                "court inaccessible",
            ),
        ),
        ends=(Provision(Ends.MIDNIGHT, cite, quote="the period runs until the end of the next day"),),
    )


def _three_days(
    cite: Citation, added: tuple[str, ...], none: tuple[str, ...], quote: str
) -> tuple[Provision[Addition], ...]:
    """Return the provisions on added days: for some methods three, for others none."""
    return (
        Provision(Addition(3), cite, quote=quote, when=When(services=frozenset(added))),
        Provision(Addition(0), cite, when=When(services=frozenset(none))),
    )


_ADDED = "3 days are added after the period would otherwise expire under Rule 6(a)"
_ELECTRONIC = ("mail", "leaving_with_clerk", "other_consented", "electronic")
_ON_PAPER = ("mail", "leaving_with_clerk", "other_consented")

_CIVIL = "Federal Rules of Civil Procedure"
FRCP_6_2009 = evolve(
    _modern(
        "us.frcp.6",
        _CIVIL,
        f"{_CIVIL}",
        "Rule 6(a)",
        "periods in the rules, in a local rule or court order, or in a statute that names no method of its own; not a "
        "date certain",
    ),
    service=_three_days(_cite(_CIVIL, "Rule 6(d)"), _ELECTRONIC, ("personal",), _ADDED),
    examples=(
        Example(
            case="Committee Note of 2009 to Rule 6(a)(5): 14 days before 5 May, Monday 21 April a state holiday",
            trigger="2010-05-05",
            within="14 days",
            last_day="2010-05-19",
            calendar="none",
            strength="arithmetic",
            note="Dates of our own on the method of the note; the note's own dates are in the vectors.",
        ),
    ),
)
FRCP_6_2005 = evolve(
    _older(FRCP_6_2009, _CIVIL, "Rule 6(a)", _TEN_AND_LESS),
    in_force=InForce("2005-12-01", "2009-11-30"),
    service=_three_days(_cite(_CIVIL, "Rule 6(e) (2005)"), _ELECTRONIC, ("personal",), _ADDED),
)
# Before December 2005 the courts were split on whether the three days came before or after the roll: no provision.
FRCP_6_1985 = evolve(FRCP_6_2005, in_force=InForce("1985-08-01", "2005-11-30"), service=())
FRCP_6_2016 = evolve(
    FRCP_6_2009,
    in_force=InForce("2016-12-01", "2023-11-30"),
    service=_three_days(_cite(_CIVIL, "Rule 6(d) (2016)"), _ON_PAPER, ("personal", "electronic"), _ADDED),
)
# Since then the list of legal holidays names Juneteenth, a holiday by Act of Congress since 17 June 2021.
FRCP_6_2023 = evolve(FRCP_6_2016, in_force=InForce("2023-12-01"))

_APPELLATE = "Federal Rules of Appellate Procedure"
_APPELLATE_ADDED = "3 days are added after the period"
_CARRIER = (*_ON_PAPER, "commercial_carrier")
_BELOW = (
    Provision(
        Closing.CLOSED,
        _cite(_APPELLATE, "Rule 26(a)(6)(C)", f"{_LII}/frap/rule_26"),
        reading="the state of the district court appealed from counts as well",
    ),
)
FRAP_26_2009 = evolve(
    _modern("us.frap.26", _APPELLATE, _APPELLATE, "Rule 26(a)", "periods in appeals, as Rule 6 in civil cases"),
    service=_three_days(_cite(_APPELLATE, "Rule 26(c)"), (*_CARRIER, "electronic"), ("personal",), _APPELLATE_ADDED),
    below=_BELOW,
    examples=(
        Example(
            case="Ninth Circuit notice on 5 December 2018",
            trigger="2018-11-05",
            within="30 days",
            last_day="2018-12-06",
            calendar="us.federal",
            note="The day of mourning was treated as a legal holiday.",
        ),
    ),
)
FRAP_26_2002 = evolve(
    _older(FRAP_26_2009, _APPELLATE, "Rule 26(a)", _TEN_AND_LESS),
    in_force=InForce("2002-12-01", "2009-11-30"),
)
FRAP_26_1998 = evolve(
    _older(FRAP_26_2009, _APPELLATE, "Rule 26(a)", 6), in_force=InForce("1989-12-01", "2002-11-30"), service=()
)
FRAP_26_2016 = evolve(
    FRAP_26_2009,
    in_force=InForce("2016-12-01"),
    service=_three_days(
        _cite(_APPELLATE, "Rule 26(c) (2016)"),
        _CARRIER,
        ("personal", "electronic"),
        _APPELLATE_ADDED,
    ),
)

_BANKRUPTCY = "Federal Rules of Bankruptcy Procedure"
FRBP_9006_2009 = evolve(
    _modern("us.frbp.9006", _BANKRUPTCY, _BANKRUPTCY, "Rule 9006(a)", "periods in bankruptcy cases"),
    service=_three_days(_cite(_BANKRUPTCY, "Rule 9006(f)"), _ELECTRONIC, ("personal",), "three days are added"),
    examples=(
        Example(
            case="60 days to object to discharge (Rule 4007(c)), ended on a Sunday",
            trigger="2024-03-06",
            within="60 days",
            last_day="2024-05-06",
            calendar="us.federal",
            strength="arithmetic",
        ),
    ),
)
FRBP_9006_1989 = evolve(
    _older(FRBP_9006_2009, _BANKRUPTCY, "Rule 9006(a)", 7), in_force=InForce("1989-08-01", "2009-11-30"), service=()
)
FRBP_9006_2016 = evolve(
    FRBP_9006_2009,
    in_force=InForce("2016-12-01"),
    service=_three_days(
        _cite(_BANKRUPTCY, "Rule 9006(f) (2016)"), _ON_PAPER, ("personal", "electronic"), "three days are added"
    ),
)

_CRIMINAL = "Federal Rules of Criminal Procedure"
FRCRP_45_2009 = evolve(
    _modern("us.frcrp.45", _CRIMINAL, _CRIMINAL, "Rule 45(a)", "periods in criminal cases"),
    service=_three_days(_cite(_CRIMINAL, "Rule 45(c)"), _ELECTRONIC, ("personal",), "3 days are added"),
    examples=(
        Example(
            case="14 days for a motion for acquittal (Rule 29(c)), ended on Independence Day",
            trigger="2024-06-20",
            within="14 days",
            last_day="2024-07-05",
            calendar="us.federal",
            strength="arithmetic",
        ),
    ),
)
FRCRP_45_2002 = evolve(
    _older(FRCRP_45_2009, _CRIMINAL, "Rule 45(a)", _TEN_AND_LESS),
    in_force=InForce("2002-12-01", "2009-11-30"),
    service=(),
)
FRCRP_45_2016 = evolve(
    FRCRP_45_2009,
    in_force=InForce("2016-12-01"),
    service=_three_days(
        _cite(_CRIMINAL, "Rule 45(c) (2016)"), _ON_PAPER, ("personal", "electronic"), "3 days are added"
    ),
)

_SUPREME = "Rules of the Supreme Court of the United States"
_RULE_30 = Citation(_SUPREME, "Rule 30.1", f"{_LII}/supct/rule_30")
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
    count=(Provision(Count.NTH_DAY, _RULE_30, when=When(units=_LONG)),),
    month_end=(),
    roll=(
        Provision(Roll.NONE, _RULE_30, when=_LAPSE, reading="nothing has to be done"),
        Provision(Roll.FORWARD, _RULE_30, when=When(directions=frozenset({Direction.AFTER}))),
    ),
    closings=(
        (
            frozenset({ClosureKind.STATE}),
            Provision(Closing.OPEN, _RULE_30, reading="only the federal holidays of 5 U.S.C. 6103 count"),
        ),
        (frozenset({ClosureKind.SPECIAL}), _SPECIAL),
        (frozenset({ClosureKind.OBSERVED}), _SATURDAY),
    ),
    accessible=(),
    service=(Provision(Addition(0), _RULE_30, when=When(services=_ANY)),),
    ends=(Provision(Ends.MIDNIGHT, _RULE_30),),
    examples=(
        Example(
            case="90 days for certiorari from 31 August 2024: the day after Thanksgiving is no federal holiday",
            trigger="2024-08-31",
            within="90 days",
            last_day="2024-11-29",
            calendar="us.federal",
            strength="arithmetic",
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
