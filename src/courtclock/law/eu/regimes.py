"""Computing time in the European Union: Regulation 1182/71, and the rules of the Court of Justice."""

from __future__ import annotations

from attrs import evolve

from courtclock.citation import AS_WRITTEN, Citation
from courtclock.period import Bound, Direction, Unit
from courtclock.regime import (
    NOT_SAID,
    Act,
    Addition,
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

_REG = "Regulation (EEC, Euratom) No 1182/71"
_URL = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:31971R1182"
_TOETERS = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A62003CJ0171"
_READ = "http://wordscope.be/anglais/francais/ended+last+june.html"
_CERTAIN = When(units=frozenset({Unit.DAYS}), up_to=0)
_LAPSE = When(acts=frozenset({Act.LAPSE}))
_COUNTED = frozenset({Unit.DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS})
_HOURS = frozenset({Unit.HOURS})
_LATEST = frozenset({Bound.LATEST})
_AFTER = frozenset({Direction.AFTER})


def _art(provision: str, url: str = _URL) -> Citation:
    return Citation(_REG, provision, url)


REG_1182_71 = Regime(
    id="eu.1182-71",
    title=_REG,
    scope="periods in acts of the Council and the Commission, save as otherwise provided",
    in_force=InForce("1971-07-01"),
    checked="2026-11-23",
    first_day=(
        Provision(
            FirstDay.EXCLUDED,
            _art("art. 3(1)", "http://www.wordscope.be/anglais/francais/day+taking+questions.html"),
            quote="shall not be considered as falling within the period in question",
        ),
    ),
    count=(
        Provision(
            Count.FULL_HOURS,
            _art("art. 3(1) and (2)(a)"),
            quote="the hour during which that event occurs or that action takes place shall not be considered as "
            "falling within the period in question",
            when=When(units=_HOURS, bounds=_LATEST, directions=_AFTER),
        ),
        Provision(Count.NTH_DAY, AS_WRITTEN, when=When(units=frozenset({Unit.COURT_DAYS}), bounds=_LATEST)),
        Provision(Count.NTH_DAY, _art("art. 3(2)(b) and (c)"), when=When(units=_COUNTED, bounds=_LATEST)),
    ),
    month_end=(Provision(MonthEnd.LAST_DAY, _art("art. 3(2)(c)")),),
    roll=(
        Provision(Roll.NONE, _art("art. 3(4)"), when=_LAPSE, reading="nothing has to be done"),
        Provision(Roll.NONE, _art("art. 3(4)"), when=_CERTAIN, reading="a date that is fixed is no period, and stays"),
        Provision(Roll.NONE, _art("art. 3(4)"), when=When(units=_HOURS), quote="expressed otherwise than in hours"),
        Provision(
            Roll.NONE,
            _art("art. 3(4)"),
            when=When(directions=frozenset({Direction.BEFORE})),
            reading="a period calculated retroactively is not moved",
        ),
        Provision(
            Roll.FORWARD,
            _art("art. 3(4)", _READ),
            quote="the period shall end with the expiry of the last hour of the following working day",
        ),
    ),
    minimum=(
        Provision(
            0,
            Citation(
                _REG,
                "art. 3(5), as the data protection authority of North Rhine-Westphalia reads it (2024)",
                url="https://we.secure-your.it/2024/02/22/zur-72-stunden-fristnach-art-33-abs-1-dsgvo",
            ),
            when=When(units=_HOURS, at_least=48, directions=_AFTER),
            reading="a period of hours is not one of two days or more, and needs no working days in it",
            rivals=(
                Provision(
                    2,
                    Citation(
                        _REG,
                        "art. 3(5), as authors on data protection read it",
                        url="https://datenschutzlab.de/"
                        "meldefrist-bei-datenschutzverletzungen-sind-72-stunden-wirklich-72-stunden/",
                    ),
                    reading="so many hours are a period of two days or more, and have two working days in them",
                ),
            ),
        ),
        Provision(
            2,
            _art("art. 3(5)"),
            when=When(units=frozenset({Unit.DAYS, Unit.CALENDAR_DAYS}), at_least=2, directions=_AFTER),
            reading="a period of two days or more has at least two working days in it",
        ),
        Provision(
            2,
            _art("art. 3(5)"),
            when=When(units=frozenset({Unit.WEEKS, Unit.MONTHS, Unit.YEARS}), directions=_AFTER),
            reading="a week, a month or a year is a period of two days or more",
        ),
    ),
    ends=(Provision(Ends.MIDNIGHT, _art("art. 3(2)(b)"), when=NOT_SAID),),
    examples=(
        Example(
            case="Toeters and Verberk, C-171/03: three weeks from 16 March 1998, last day 6 April 1998",
            trigger="1998-03-16",
            within="3 weeks",
            last_day="1998-04-06",
            url=_TOETERS,
        ),
    ),
)

_RULES = "Rules of Procedure of the Court of Justice"
_RULES_URL = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32012Q0929(01)"
_ROMANIA = (
    "https://www.expresspress.ro/"
    "dupa-ce-romania-a-pierdut-80-mil-euro-in-fata-comisiei-europene-guvernantii-s-au-gandit-sa-faca-recurs/"
)
CJ_RULES = evolve(
    REG_1182_71,
    id="eu.cj.rules",
    title=_RULES,
    scope="periods for bringing proceedings and procedural periods before the Court of Justice and the General Court",
    in_force=InForce("2012-11-01"),
    first_day=(Provision(FirstDay.EXCLUDED, Citation(_RULES, "art. 49(1)(a)", _RULES_URL)),),
    count=(
        Provision(
            Count.NTH_DAY,
            Citation(_RULES, "art. 49(1)(b)", _RULES_URL),
            when=When(units=_COUNTED, directions=_AFTER, bounds=_LATEST),
        ),
    ),
    month_end=(Provision(MonthEnd.LAST_DAY, Citation(_RULES, "art. 49(1)(b)", _RULES_URL)),),
    extra=(
        Provision(
            Addition(10),
            Citation(_RULES, "art. 51", _RULES_URL),
            when=When(directions=_AFTER),
            reading="extended on account of distance by a single period of ten days",
        ),
    ),
    roll=(
        Provision(Roll.NONE, Citation(_RULES, "art. 49(2)", _RULES_URL), when=_LAPSE, reading="nothing has to be done"),
        Provision(Roll.NONE, Citation(_RULES, "art. 49(2)", _RULES_URL), when=_CERTAIN, reading="a fixed date stays"),
        Provision(Roll.FORWARD, Citation(_RULES, "art. 49(2)", _RULES_URL), when=When(directions=_AFTER)),
    ),
    minimum=(),
    ends=(Provision(Ends.MIDNIGHT, Citation(_RULES, "art. 49", _RULES_URL), when=NOT_SAID),),
    examples=(
        Example(
            case="Romania v Commission, T-530/18: notified 14 June 2018, lodged late on 7 September",
            trigger="2018-06-14",
            within="2 months",
            last_day="2018-08-24",
            url=_ROMANIA,
            calendar="eu.court",
            strength="arithmetic",
            note="The dates are those that the agent of Romania gave; the last day is arithmetic. Inadmissible as late "
            "(order of 30 April 2019), upheld in C-498/19 P. The judicial vacation in August does not matter.",
        ),
    ),
)

REGIMES = (REG_1182_71, CJ_RULES)
