"""What the federal rules on computing time share: Rule 6(a) as it stands since 2009, and as it stood before.

The other rules (FRAP 26, FRBP 9006, FRCrP 45) are worded after it. An older or newer version is a difference.
"""

from __future__ import annotations

from attrs import evolve

from courtclock.calendar import ClosureKind
from courtclock.citation import AS_WRITTEN, Citation
from courtclock.court import Means
from courtclock.period import Direction, Unit
from courtclock.regime import (
    NOT_SAID,
    Accessible,
    Act,
    AddedTo,
    Addition,
    Closing,
    Count,
    Ends,
    FirstDay,
    InForce,
    MonthEnd,
    Provision,
    Regime,
    Roll,
    When,
)
from courtclock.value import frozen

CIVIL = "Federal Rules of Civil Procedure"
APPELLATE = "Federal Rules of Appellate Procedure"
BANKRUPTCY = "Federal Rules of Bankruptcy Procedure"
CRIMINAL = "Federal Rules of Criminal Procedure"
READ_1985 = "http://federalrulesofcivilprocedure.blogspot.com/2011/09/rule-6-of-frcp.html"
APPELLATE_2009 = "https://github.com/ctiblier/federal-rules/blob/main/src/content/appellate/rule-26/2009.md"
BANKRUPTCY_2010 = "https://github.com/ctiblier/federal-rules/blob/main/src/content/bankruptcy/rule-9006/2010.md"
CRIMINAL_2016 = "https://github.com/ctiblier/federal-rules/blob/main/src/content/criminal/rule-45/2016.md"
NALTY = "https://law.justia.com/cases/federal/district-courts/FSupp/654/1315/1690204/"
NOTE = "http://www2.law.cornell.edu/rules/frcrmp/NRule45.htm"
LII = "https://www.law.cornell.edu/rules"
# The texts, of each edition since 2005, were read in a public copy of the PDFs of uscourts.gov.
_URLS = {
    CIVIL: f"{LII}/frcp/rule_6",
    APPELLATE: f"{LII}/frap/rule_26",
    BANKRUPTCY: f"{LII}/frbp/rule_9006",
    CRIMINAL: f"{LII}/frcrmp/rule_45",
}
TEN_AND_LESS = 10  # "less than 11 days"
DAYS = frozenset({Unit.DAYS})
LONG = frozenset({Unit.DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS, Unit.CLEAR_DAYS})
HOURS = frozenset({Unit.HOURS})
BEFORE = frozenset({Direction.BEFORE})
AFTER = frozenset({Direction.AFTER})
FOR_FILING = When(acts=frozenset({None, Act.FILING}))
NOT_FILED = frozenset({Act.SERVICE, Act.PAYMENT, Act.LAPSE, Act.OTHER})
CERTAIN = When(units=DAYS, up_to=0)  # a date, not a period
LAPSE = When(acts=frozenset({Act.LAPSE}))

MASHPEE = Citation(
    "Rule 6(a)(6)(B); Mashpee Wampanoag Tribal Council v Norton, 336 F.3d 1094 (D.C. Cir. 2003)",
    url=f"{LII}/frcp/rule_6",
)
LATHAM = Citation(
    "Latham v Dominick's Finer Foods, 149 F.3d 673 (7th Cir. 1998)",
    url="http://print.casetext.com/case/latham-v-dominicks-finer-foods",
)
VIOLETTE = Citation("Violette v P.A. Days (6th Cir. 2005), which the Committee Note of 2009 follows", url=NOTE)
CNPQ = Citation(
    "CNPq v Inter-Trade, 50 F.3d 56 (D.C. Cir. 1995), and the Committee Note of 2005",
    url="http://casetext.com/case/cnpq-conselho-nacional-v-inter-trade-inc",
)
OBSERVED = Citation("5 U.S.C.", "s. 6103(b)(1)", "https://www.law.cornell.edu/uscode/text/5/6103")

SPECIAL = Provision(
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
SATURDAY = Provision(
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


def cited(rule: str, provision: str, url: str = "") -> Citation:
    """Return a provision of a rule."""
    return Citation(rule, provision, url or _URLS[rule])


def doubtful(cite: Citation, quote: str = "") -> Provision[Closing]:
    """Return what is read of a day that may be no holiday of the state; the reading with the earlier day prevails.

    Such days are named by a statute while offices stay open, left to choice, ordered for state employees alone, or kept
    in a part of the state.
    """
    return Provision(
        Closing.OPEN,
        Citation(
            "City of Lawrence v McCormick, 275 Kan. 509 (2003), on the day after Thanksgiving",
            url="http://cases.laws-info.com/kansas/kansas-city-of-lawrence-v-mccormick",
        ),
        reading="a day that is kept by choice, by order or in a part of the state, or on which offices stay open, is "
        "no holiday declared by the state",
        rivals=(
            Provision(
                Closing.CLOSED,
                cite,
                quote=quote,
                reading="a day that the law or the government of the state names as a holiday is declared one",
            ),
        ),
    )


def modern(id_: str, title: str, rule: str, part: str, scope: str) -> Regime:
    """Return the rule as it has stood since 1 December 2009; `part` is where its computing rules begin."""
    until = "the period continues to run until the end of the next day that is not a Saturday, Sunday, or legal holiday"
    return Regime(
        id=id_,
        title=title,
        scope=scope,
        in_force=InForce("2009-12-01", "2016-11-30"),
        checked="2026-11-23",
        first_day=(
            Provision(
                FirstDay.EXCLUDED,
                cited(rule, f"{part}(1)(A)"),
                quote="exclude the day of the event that triggers the period",
            ),
        ),
        count=(
            Provision(
                Count.NTH_DAY,
                cited(rule, f"{part}(2)(A), (B)"),
                quote="begin counting immediately on the occurrence of the event that triggers the period",
                when=When(units=HOURS),
            ),
            Provision(Count.NTH_DAY, AS_WRITTEN, when=When(units=frozenset({Unit.COURT_DAYS}))),
            Provision(
                Count.NTH_DAY,
                cited(rule, f"{part}(1)(B)"),
                quote="count every day, including intermediate Saturdays, Sundays, and legal holidays",
            ),
        ),
        month_end=(
            Provision(
                MonthEnd.LAST_DAY,
                cited(rule, f"{part}(1)"),
                reading="a month without the corresponding date ends on its last day",
                doubt="the rule does not say where a month or year ends that has no corresponding date",
            ),
        ),
        roll=(
            Provision(Roll.NONE, cited(rule, f"{part}"), when=LAPSE, reading="nothing has to be done"),
            Provision(
                Roll.NONE,
                cited(rule, f"{part}, and its Committee Note of 2009", NOTE),
                when=CERTAIN,
                reading="a fixed date is no period, and stays",
            ),
            Provision(
                Roll.BACKWARD,
                cited(rule, f"{part}(1)(C), (5)"),
                quote="backward when measured before an event",
                when=When(directions=BEFORE),
            ),
            Provision(
                Roll.FORWARD,
                cited(rule, f"{part}(2)(C)"),
                quote="until the same time on the next day that is not a Saturday, Sunday, or legal holiday",
                when=When(units=HOURS),
            ),
            Provision(Roll.FORWARD, cited(rule, f"{part}(1)(C)"), quote=until),
        ),
        closings=(
            (
                frozenset({ClosureKind.STATE, ClosureKind.DOUBTFUL}),
                Provision(
                    Closing.OPEN,
                    cited(rule, f"{part}(6)(C)"),
                    quote="for periods that are measured after an event",
                    when=When(directions=BEFORE),
                    reading="a state's holiday counts only for periods measured after an event",
                ),
            ),
            (
                frozenset({ClosureKind.STATE}),
                Provision(
                    Closing.CLOSED,
                    cited(rule, f"{part}(6)(C)"),
                    quote="any other day declared a holiday by the state where the district court is located",
                    when=When(directions=AFTER),
                    reading="a holiday of the state counts for a period measured after an event",
                ),
            ),
            (
                frozenset({ClosureKind.DOUBTFUL}),
                doubtful(cited(rule, f"{part}(6)(C)"), "any other day declared a holiday"),
            ),
            (frozenset({ClosureKind.SPECIAL}), SPECIAL),
            (frozenset({ClosureKind.OBSERVED}), SATURDAY),
        ),
        accessible=(
            Provision(
                Accessible.NEXT,
                cited(rule, f"{part}(3)"),
                quote="the first accessible day that is not a Saturday, Sunday, or legal holiday",
                when=FOR_FILING,
            ),
        ),
        ends=(
            Provision(
                Ends.MIDNIGHT,
                cited(rule, f"{part}(1)(C)"),
                when=When(acts=NOT_FILED),
            ),
            Provision(
                Ends.CLOSING,
                cited(rule, f"{part}(4)(B)"),
                quote="for filing by other means, when the clerk's office is scheduled to close",
                when=When(means=frozenset({Means.PAPER})),
            ),
            Provision(
                Ends.MIDNIGHT,
                cited(rule, f"{part}(4)(A)"),
                when=When(means=frozenset({None, Means.ELECTRONIC})),
                quote="for electronic filing, at midnight in the court's time zone",
            ),
        ),
    )


@frozen(kw_only=True)
class Words:
    """The operative words of a text before 1 December 2009, where they were read; the rules differ in them."""

    first_day: str = ""
    short: str = ""
    last_day: str = ""
    inaccessible: str = ""


CIVIL_1985 = Words(
    first_day="the day of the act, event, or default from which the designated period of time begins to run shall not "
    "be included",
    short="intermediate Saturdays, Sundays, and legal holidays shall be excluded in the computation",
    last_day="the period runs until the end of the next day which is not one of the aforementioned days",
    inaccessible="a day on which weather or other conditions have made the office of the clerk of the district court "
    "inaccessible",
)
APPELLATE_1998 = Words(
    first_day="Exclude the day of the act, event, or default that begins the period",
    short="Exclude intermediate Saturdays, Sundays, and legal holidays when the period is less than 11 days, unless "
    "stated in calendar days",
    inaccessible="a day on which the weather or other conditions make the clerk's office inaccessible",
)


def older(regime: Regime, cite: Citation, days: int, words: Words) -> Regime:
    """Return the rule before 1 December 2009: a short period skips closed days, and state holidays count both ways."""
    return evolve(
        regime,
        first_day=(Provision(FirstDay.EXCLUDED, cite, quote=words.first_day),),
        count=(
            Provision(Count.NTH_DAY, AS_WRITTEN, when=When(units=frozenset({Unit.COURT_DAYS}))),
            Provision(
                Count.OPEN_DAYS,
                cite,
                quote=words.short,
                when=When(units=DAYS, up_to=days),
            ),
            Provision(Count.NTH_DAY, cite, when=When(units=LONG)),
        ),
        roll=(
            Provision(Roll.NONE, cite, when=LAPSE, reading="nothing has to be done"),
            Provision(Roll.NONE, VIOLETTE, when=CERTAIN, reading="a fixed date is no period, and stays"),
            Provision(
                Roll.BACKWARD,
                cite,
                when=When(directions=BEFORE),
                reading="a period counted back ends on the day before",
                doubt="the text before 2009 did not say which way a period counted back moves",
            ),
            Provision(
                Roll.FORWARD,
                cite,
                quote=words.last_day,
            ),
        ),
        month_end=tuple(evolve(provision, cite=cite) for provision in regime.month_end),
        closings=tuple(
            (kinds, doubtful(cite) if ClosureKind.DOUBTFUL in kinds else p)
            for kinds, p in regime.closings
            if ClosureKind.STATE not in kinds
        ),
        accessible=(Provision(Accessible.NEXT, cite, quote=words.inaccessible, when=FOR_FILING),),
        service=nothing_for_personal(cite),
        ends=(Provision(Ends.MIDNIGHT, cite, when=NOT_SAID),),
    )


def three_days(
    cite: Citation, added: tuple[str, ...], none: tuple[str, ...], quote: str
) -> tuple[Provision[Addition], ...]:
    """Return the provisions on added days: for some methods three, for others none."""
    return (
        Provision(Addition(3), cite, quote=quote, when=When(services=frozenset(added))),
        Provision(Addition(0), cite, when=When(services=frozenset(none))),
    )


def nothing_for_personal(cite: Citation) -> tuple[Provision[Addition], ...]:
    """Return the provision where of added days only this is on record: that personal service gives none."""
    return (Provision(Addition(0), cite, when=When(services=frozenset({"personal"}))),)


def to_the_period(cite: Citation, added: tuple[str, ...]) -> tuple[Provision[Addition], ...]:
    """Return the provisions on added days before 1 December 2005: to the period by the words, to its end by others.

    A period that leaves closed days out ends on an open day, so that both come to one day; there the doubt was another.
    """
    services = frozenset(added)
    return (
        Provision(
            Addition(3, to=AddedTo.PERIOD),
            CNPQ,
            quote="the three days provided by Fed.R.Civ.P. 6(e) are calendar days",
            when=When(units=DAYS, up_to=TEN_AND_LESS, services=services),
            reading="closed days are left out of the period, and count in the three days after it",
            doubt="whether the three days leave closed days out, or make a short period one of more than ten days, was "
            "argued before December 2005",
        ),
        Provision(
            Addition(3, to=AddedTo.PERIOD),
            cite,
            quote="3 days shall be added to the prescribed period",
            when=When(services=services),
            reading="the three days make one period with the others, and its last day is looked at once",
            rivals=(
                Provision(
                    Addition(3),
                    CNPQ,
                    reading="the three days are added when the period has run out, its closed last day passed over",
                ),
            ),
        ),
        *nothing_for_personal(cite),
    )


ADDED = "3 days are added after the period would otherwise expire under Rule 6(a)"
ELECTRONIC = ("mail", "leaving_with_clerk", "other_consented", "electronic")
ON_PAPER = ("mail", "leaving_with_clerk", "other_consented")
