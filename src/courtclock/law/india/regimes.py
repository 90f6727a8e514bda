"""Computing time in India: the General Clauses Act 1897 and the Limitation Act 1963."""

from __future__ import annotations

from typing import TypeVar

from attrs import evolve

from courtclock.calendar import ClosureKind
from courtclock.citation import Citation
from courtclock.law.pk.regimes import ACT_OF_1897 as PAKISTAN_ACT
from courtclock.law.pk.regimes import GENERAL_CLAUSES, LIMITATION
from courtclock.period import Unit
from courtclock.regime import Closing, Example, Excluded, FirstDay, InForce, Provision, Reach, Suspension, When

_GCA = "General Clauses Act 1897 (India)"
_LIMITATION = "Limitation Act 1963 (India)"
_CODE = "https://www.indiacode.nic.in/"
T = TypeVar("T")
KRISHNA_DHAN = Citation(
    "Krishna Dhan v Ummatul Zohra Begam (Allahabad)",
    url="http://qa.the-laws.com/encyclopedia/browse/case?caseId=898491946000&title=krishna-dhan-vs-ummatul-zohra-begam",
)
_VACATION = (
    (
        frozenset({ClosureKind.VACATION}),
        Provision(
            Closing.CLOSED,
            KRISHNA_DHAN,
            quote="the High Court Office receives deposits during the vacation cannot help",
            reading="a vacation closes the court, and the act is in time on the day of reopening",
        ),
    ),
)


def _indian(choice: tuple[Provision[T], ...]) -> tuple[Provision[T], ...]:
    """Return provisions of the Act of 1897 as those of India's text of it, in which their words were read."""

    def cited(provision: Provision[T]) -> Provision[T]:
        cite = provision.cite
        if cite.instrument == PAKISTAN_ACT:
            cite = evolve(cite, instrument=_GCA, url=_CODE)
        return evolve(provision, cite=cite, rivals=tuple(cited(rival) for rival in provision.rivals))

    return tuple(cited(provision) for provision in choice)


# The same Act of 1897: the regime of Pakistan, whose words were read in India's text, with India's authorities.
IN_GENERAL_CLAUSES = evolve(
    GENERAL_CLAUSES,
    first_day=_indian(GENERAL_CLAUSES.first_day),
    count=_indian(GENERAL_CLAUSES.count),
    month_end=_indian(GENERAL_CLAUSES.month_end),
    roll=_indian(GENERAL_CLAUSES.roll),
    id="in.gca",
    title=_GCA,
    closings=_VACATION,
    examples=(
        Example(
            case="Marakanda Sahu v Lal Sadananda Singh, AIR 1952 Ori 279",
            trigger="1948-10-25",
            within="1 month",
            last_day="1948-11-25",
            url="https://www.legalcrystal.com/case/528252/marakanda-sahu-vs-lal-sadananda-singh",
        ),
    ),
)

_COVID_TEXT = (
    "https://www.mondaq.com:443/india/trials-appeals-compensation/1151568/extension-of-limitation-period-supreme-court"
)
_S_12 = Citation(_LIMITATION, "s. 12(1)", _CODE)
_S_4 = Citation(_LIMITATION, "s. 4 and Explanation", _CODE)
_PREFERRED = (
    "https://lawyerenews.com/legal_detail/"
    "arbitration-award-challenge-beyond-limitation-period-is-time-barred-supreme-court"
)
_ORDER_TEXT = "https://lawweb.in/2022/01/supreme-court-order-on-extension-of.html"
_ORDER = Citation(
    "Supreme Court of India, In re Cognizance for Extension of Limitation, order of 10 January 2022", url=_COVID_TEXT
)
_WINDOW = Suspension(
    first="2020-03-15",
    last="2022-02-28",
    floor=90,
    reach=Reach.ENDS_INSIDE,
    ordered="2020-03-23",
    ended="2022-01-10",
)
# A period that began in the window, or before, and would have ended after it. The order leaves the days of the window
# out; the Supreme Court gave three months 90 days all the same. That binds (art. 141 of the Constitution) as far as it
# goes: for three months. For other periods the words prevail.
_WITHOUT_ITS_DAYS = Provision(
    evolve(_WINDOW, floor=0, reach=Reach.ENDS_AFTER),
    evolve(_ORDER, instrument=f"{_ORDER.instrument}, paragraph 5(I)", url=_ORDER_TEXT),
    quote="the period from 15.03.2020 till 28.02.2022 shall stand excluded for the purposes of limitation",
    reading="a period that would have ended after 28 February 2022 is only without the days before",
)
_NINETY_DAYS = Provision(
    evolve(_WINDOW, reach=Reach.ENDS_AFTER),
    Citation("My Preferred Transformation v Faridabad Implements, 2025 INSC 56", url=_PREFERRED),
    reading="a period that began inside has 90 days from 1 March 2022 as well, as the Supreme Court counted there",
)
COVID = (
    Provision(
        _WINDOW,
        _ORDER,
        quote="a limitation period of 90 days from 01.03.2022",
        reading="1 March 2022 is day one, as the Supreme Court has counted it",
        rivals=(
            Provision(
                evolve(_WINDOW, floor_from=FirstDay.EXCLUDED),
                Citation(_LIMITATION, "s. 12(1), by which the day from which a period runs is left out", _CODE),
                reading="1 March 2022 is the day from which the 90 days run, and is left out",
            ),
        ),
    ),
    evolve(
        _NINETY_DAYS,
        when=When(units=frozenset({Unit.MONTHS}), at_least=3, up_to=3),
        rivals=(_WITHOUT_ITS_DAYS,),
    ),
    evolve(_WITHOUT_ITS_DAYS, rivals=(_NINETY_DAYS,)),
)
IN_LIMITATION = evolve(
    LIMITATION,
    id="in.limitation",
    title=_LIMITATION,
    in_force=InForce("1964-01-01"),
    first_day=(Provision(FirstDay.EXCLUDED, _S_12, when=LIMITATION.first_day[0].when),),
    count=tuple(evolve(p, cite=_S_12) for p in LIMITATION.count),
    roll=tuple(evolve(p, cite=_S_4, quote="") for p in LIMITATION.roll),
    closings=_VACATION,
    excluded=(Provision(Excluded.ADDED, Citation(_LIMITATION, "ss. 12 to 15", _CODE)),),
    suspensions=COVID,
    examples=(
        Example(
            case="Supreme Court order of 10 January 2022: what ended in the window has 90 days from 1 March 2022",
            trigger="2021-01-04",
            within="90 days",
            last_day="2022-05-29",
            url=_COVID_TEXT,
            strength="arithmetic",
            note="Dates of our own; 1 March 2022 is day one, as the Supreme Court has counted it.",
        ),
        Example(
            case="applications under s. 95 of the Insolvency and Bankruptcy Code: three years to 24 June 2021, filed "
            "in time on 24 January 2023",
            trigger="2018-06-24",
            within="3 years",
            last_day="2023-06-10",
            url="https://www.taxtmi.com/caselaws?id=788003",
            strength="arithmetic",
            note="The report gives the end without the order and the day of filing, and says that the balance, not 90 "
            "days, was left; the first day and the length are inferred, the last day is arithmetic.",
        ),
        Example(
            case="Sanket Kumar Agarwal v APG Logistics (Supreme Court, 1 May 2023): the day of the order is left out",
            trigger="2022-08-26",
            within="30 days",
            last_day="2022-09-25",
            url="https://mukeshsuman.com/sanket-kumar-aggarwal-vs-apg-logistics-pvt-ltd",
        ),
    ),
)

REGIMES = (IN_GENERAL_CLAUSES, IN_LIMITATION)
