"""Holidays of the states, by the statute that names them; each row is the last day of a count, and where it leads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from courtclock.almanac import Almanac
from courtclock.calendar import Closure, ClosureKind
from courtclock.trace import Assurance, Computation
from strategies import ask, day_of, reading_days


def _ending(court: str, last: str, days: int = 14, **more: Any) -> Computation:
    """A count after an event whose last day, but for holidays, is `last`."""
    trigger = date.fromisoformat(last) - timedelta(days)
    return ask({"court": court, "trigger": trigger.isoformat(), "period": f"{days} days"}, **more)


# Statute, court, holiday, last day, and the day on which the period ends instead.
DECLARED = [
    ("Ark. Code s. 1-5-101", "us.ared", "Christmas Eve", "2026-12-24", "2026-12-28"),
    ("Ark. Code s. 1-5-101", "us.ared", "Christmas Eve (observed)", "2022-12-23", "2022-12-27"),
    ("Haw. Rev. Stat. s. 8-1", "us.hid", "Election Day", "2026-11-03", "2026-11-04"),
    ("Haw. Rev. Stat. s. 8-1", "us.hid", "Good Friday", "2026-04-03", "2026-04-06"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "Presidential Election Day", "2024-11-05", "2024-11-06"),
    ("Md. Code, Gen. Prov. s. 1-111", "us.mdd", "Election Day", "2026-11-03", "2026-11-04"),
    ("Mo. Rev. Stat. s. 9.010", "us.moed", "Truman Day", "2026-05-08", "2026-05-11"),
    ("Mo. Rev. Stat. s. 9.010", "us.moed", "Lincoln's Birthday", "2026-02-12", "2026-02-13"),
    ("Mo. Rev. Stat. s. 9.010", "us.moed", "Lincoln's Birthday (observed)", "2023-02-13", "2023-02-14"),
    ("Mo. Rev. Stat. s. 9.010", "us.moed", "Truman Day (observed)", "2022-05-09", "2022-05-10"),
    ("N.D. Cent. Code ss. 1-03-01, 1-03-02.1", "us.ndd", "Good Friday", "2026-04-03", "2026-04-06"),
    ("Neb. Rev. Stat. ss. 25-2221, 62-301", "us.ned", "Day After Thanksgiving", "2026-11-27", "2026-11-30"),
    ("N.J. Stat. ss. 36:1-1, 11A:6-24.1", "us.njd", "Election Day", "2026-11-03", "2026-11-04"),
    ("N.J. Stat. ss. 36:1-1, 11A:6-24.1", "us.njd", "Juneteenth Day", "2025-06-20", "2025-06-23"),
    ("N.Y. Gen. Constr. Law s. 24", "us.nyed", "Election Day", "2026-11-03", "2026-11-04"),
    ("N.Y. Gen. Constr. Law s. 24", "us.nyed", "Lincoln's Birthday", "2026-02-12", "2026-02-13"),
    ("N.Y. Gen. Constr. Law s. 24", "us.nyed", "Lincoln's Birthday (observed)", "2023-02-13", "2023-02-14"),
    ("25 Okla. Stat. s. 82.1", "us.oked", "Christmas holidays", "2022-12-27", "2022-12-28"),
    ("25 Okla. Stat. s. 82.1", "us.oked", "Christmas Eve", "2015-12-24", "2015-12-28"),
    ("R.I. Gen. Laws s. 25-1-1", "us.rid", "Election Day", "2026-11-03", "2026-11-04"),
    ("S.C. Code s. 53-5-10", "us.scd", "Christmas Eve", "2026-12-24", "2026-12-28"),
    ("S.C. Code s. 53-5-10", "us.scd", "Day After Thanksgiving", "2026-11-27", "2026-11-30"),
    ("S.C. Code s. 53-5-10", "us.scd", "Day After Christmas", "2024-12-26", "2024-12-27"),
    ("S.C. Code s. 53-5-10", "us.scd", "Confederate Memorial Day", "2024-05-10", "2024-05-13"),
    ("S.C. Code s. 53-5-10", "us.scd", "Election Day", "1998-11-03", "1998-11-04"),
    ("Tex. Gov't Code ss. 662.003, 662.013", "us.txed", "Confederate Heroes Day", "2024-01-19", "2024-01-22"),
    ("Utah Code s. 63G-1-301", "us.utd", "Juneteenth National Freedom Day", "2026-06-15", "2026-06-16"),
    ("Wash. Rev. Code s. 1.16.050", "us.waed", "Day After Thanksgiving", "2013-11-29", "2013-12-02"),
    ("W. Va. Code s. 2-2-1", "us.wvnd", "Election Day", "2026-11-03", "2026-11-04"),
    ("W. Va. Code s. 2-2-1", "us.wvnd", "Primary Election Day", "2026-05-12", "2026-05-13"),
    ("W. Va. Code s. 2-2-1", "us.wvnd", "Lincoln's Birthday", "2004-02-12", "2004-02-13"),
]


@pytest.mark.parametrize(("statute", "court", "name", "last", "due"), DECLARED)
def test_a_day_that_a_statute_declares_a_holiday_is_none_to_end_on(
    statute: str, court: str, name: str, last: str, due: str
) -> None:
    answer = _ending(court, last)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    assert statute in _row(court, last, name).source


# Statute, court, day of doubt, last day, and the day on which the period ends if it is a holiday of the state.
DOUBTFUL = [
    ("Ala. Code s. 1-3-8", "us.almd", "Mardi Gras", "2026-02-17", "2026-02-18"),
    ("Ark. Code s. 1-5-101", "us.ared", "Christmas Eve", "1998-12-24", "1998-12-28"),
    ("Colo. Rev. Stat. s. 24-11-101", "us.cod", "Cesar Chavez Day", "2026-03-31", "2026-04-01"),
    ("D.C. Code ss. 1-612.02, 28-2701", "us.dcd", "Emancipation Day (observed)", "2006-04-17", "2006-04-18"),
    ("1 Del. Code s. 501", "us.ded", "Election Day", "2006-11-07", "2006-11-08"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "General Election Day", "2026-11-03", "2026-11-04"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Flag Day (observed)", "2026-06-15", "2026-06-16"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Birthday of Jefferson Davis", "2026-06-03", "2026-06-04"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Confederate Memorial Day (observed)", "2026-04-27", "2026-04-28"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Good Friday", "2026-04-03", "2026-04-06"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Pascua Florida Day", "2026-04-02", "2026-04-06"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Tuskegee Airmen Commemoration Day", "2026-03-26", "2026-03-27"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Shrove Tuesday", "2026-02-17", "2026-02-18"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Lincoln's Birthday", "2026-02-12", "2026-02-13"),
    (
        "Fla. Stat. ss. 683.01, 110.117",
        "us.flmd",
        "Birthday of Martin Luther King, Jr. (15 January)",
        "2026-01-15",
        "2026-01-16",
    ),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Flag Day", "2024-06-14", "2024-06-17"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Confederate Memorial Day", "2024-04-26", "2024-04-29"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Susan B. Anthony Day", "2024-02-15", "2024-02-16"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Birthday of Robert E. Lee", "2024-01-19", "2024-01-22"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Pascua Florida Day (observed)", "2023-04-03", "2023-04-04"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Lincoln's Birthday (observed)", "2023-02-13", "2023-02-14"),
    ("Fla. Stat. ss. 683.01, 110.117", "us.flmd", "Birthday of Jefferson Davis (observed)", "2018-06-04", "2018-06-05"),
    ("Iowa Code ss. 1C.1, 1C.2", "us.iand", "Friday after Thanksgiving", "2026-11-27", "2026-11-30"),
    ("Iowa Code ss. 1C.1, 1C.2", "us.iand", "Lincoln's Birthday", "2026-02-12", "2026-02-13"),
    ("Iowa Code ss. 1C.1, 1C.2", "us.iand", "Lincoln's Birthday (observed)", "2023-02-13", "2023-02-14"),
    ("5 ILCS 490; 10 ILCS 5/1-6, 5/17-25; 205 ILCS 630/17", "us.ilcd", "Good Friday", "2026-04-03", "2026-04-06"),
    (
        "5 ILCS 490; 10 ILCS 5/1-6, 5/17-25; 205 ILCS 630/17",
        "us.ilcd",
        "Casimir Pulaski Day",
        "2026-03-02",
        "2026-03-03",
    ),
    ("5 ILCS 490; 10 ILCS 5/1-6, 5/17-25; 205 ILCS 630/17", "us.ilcd", "Election Day", "2006-11-07", "2006-11-08"),
    (
        "5 ILCS 490; 10 ILCS 5/1-6, 5/17-25; 205 ILCS 630/17",
        "us.ilnd",
        "Friday after Thanksgiving",
        "2024-11-29",
        "2024-12-02",
    ),
    ("Ind. Code s. 1-1-9-1", "us.innd", "Lincoln's Birthday (12 February)", "2026-02-12", "2026-02-13"),
    ("Ind. Code s. 1-1-9-1", "us.innd", "Election Day", "2025-11-04", "2025-11-05"),
    ("Ind. Code s. 1-1-9-1", "us.innd", "Primary Election Day", "2025-05-06", "2025-05-07"),
    (
        "Kan. Stat. s. 35-107; City of Lawrence v McCormick, 275 Kan. 509 (2003)",
        "us.ksd",
        "Christmas Eve",
        "2026-12-24",
        "2026-12-28",
    ),
    (
        "Kan. Stat. s. 35-107; City of Lawrence v McCormick, 275 Kan. 509 (2003)",
        "us.ksd",
        "Friday after Thanksgiving",
        "2026-11-27",
        "2026-11-30",
    ),
    (
        "Kan. Stat. s. 35-107; City of Lawrence v McCormick, 275 Kan. 509 (2003)",
        "us.ksd",
        "Christmas Eve (observed)",
        "2023-12-22",
        "2023-12-26",
    ),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "New Year's Eve", "2026-12-31", "2027-01-04"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "Christmas Eve", "2026-12-24", "2026-12-28"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "Day After Thanksgiving", "2026-11-27", "2026-11-30"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "Confederate Memorial Day", "2026-06-03", "2026-06-04"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "Good Friday", "2026-04-03", "2026-04-06"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "Lincoln's Birthday", "2026-02-12", "2026-02-13"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "Franklin D. Roosevelt Day", "2026-01-30", "2026-02-02"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "Day After New Year's Day", "2026-01-02", "2026-01-05"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "Day After Christmas", "2024-12-26", "2024-12-27"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "Robert E. Lee Day", "2024-01-19", "2024-01-22"),
    ("Ky. Rev. Stat. ss. 2.110, 2.190, 18A.190", "us.kyed", "New Year's Eve (observed)", "2022-12-30", "2023-01-03"),
    ("La. Rev. Stat. s. 1:55", "us.laed", "New Year's Eve", "2026-12-31", "2027-01-04"),
    ("La. Rev. Stat. s. 1:55", "us.laed", "Christmas Eve", "2026-12-24", "2026-12-28"),
    ("La. Rev. Stat. s. 1:55", "us.laed", "Friday after Thanksgiving", "2026-11-27", "2026-11-30"),
    ("La. Rev. Stat. s. 1:55", "us.laed", "Battle of New Orleans", "2026-01-08", "2026-01-09"),
    ("La. Rev. Stat. s. 1:55", "us.laed", "All Saints' Day", "2024-11-01", "2024-11-04"),
    ("La. Rev. Stat. s. 1:55", "us.laed", "Huey P. Long Day", "2024-08-30", "2024-09-03"),
    ("La. Rev. Stat. s. 1:55", "us.laed", "Confederate Memorial Day", "2022-06-03", "2022-06-06"),
    ("La. Rev. Stat. s. 1:55", "us.laed", "Robert E. Lee Day", "2022-01-19", "2022-01-20"),
    ("La. Rev. Stat. s. 1:55", "us.laed", "Election Day", "2006-11-07", "2006-11-08"),
    ("Mass. Gen. Laws ch. 4 s. 7(18); ch. 136 s. 12", "us.mad", "Bunker Hill Day", "2026-06-17", "2026-06-18"),
    ("Mass. Gen. Laws ch. 4 s. 7(18); ch. 136 s. 12", "us.mad", "Evacuation Day", "2026-03-17", "2026-03-18"),
    (
        "Mass. Gen. Laws ch. 4 s. 7(18); ch. 136 s. 12",
        "us.mad",
        "Evacuation Day (observed)",
        "2024-03-18",
        "2024-03-19",
    ),
    (
        "Mass. Gen. Laws ch. 4 s. 7(18); ch. 136 s. 12",
        "us.mad",
        "Bunker Hill Day (observed)",
        "2018-06-18",
        "2018-06-19",
    ),
    ("Md. Code, Gen. Prov. s. 1-111", "us.mdd", "Good Friday", "2026-04-03", "2026-04-06"),
    ("Md. Code, Gen. Prov. s. 1-111", "us.mdd", "Maryland Day", "2026-03-25", "2026-03-26"),
    ("Md. Code, Gen. Prov. s. 1-111", "us.mdd", "Lincoln's Birthday", "2026-02-12", "2026-02-13"),
    ("Md. Code, Gen. Prov. s. 1-111", "us.mdd", "Defenders' Day", "2025-09-12", "2025-09-15"),
    ("Md. Code, Gen. Prov. s. 1-111", "us.mdd", "Lincoln's Birthday (observed)", "2023-02-13", "2023-02-14"),
    ("Md. Code, Gen. Prov. s. 1-111", "us.mdd", "Defenders' Day (observed)", "2021-09-13", "2021-09-14"),
    ("Md. Code, Gen. Prov. s. 1-111", "us.mdd", "Maryland Day (observed)", "2018-03-26", "2018-03-27"),
    ("4 Me. Rev. Stat. s. 1051", "us.med", "Thanksgiving Friday", "2026-11-27", "2026-11-30"),
    ("Mich. Comp. Laws s. 435.101", "us.mied", "New Year's Eve", "2026-12-31", "2027-01-04"),
    ("Mich. Comp. Laws s. 435.101", "us.mied", "Christmas Eve", "2026-12-24", "2026-12-28"),
    ("Mich. Comp. Laws s. 435.101", "us.mied", "Day After Thanksgiving", "2026-11-27", "2026-11-30"),
    ("Mich. Comp. Laws s. 435.101", "us.mied", "Election Day", "2026-11-03", "2026-11-04"),
    ("Mich. Comp. Laws s. 435.101", "us.mied", "Lincoln's Birthday", "2026-02-12", "2026-02-13"),
    ("Mich. Comp. Laws s. 435.101", "us.mied", "Christmas Eve (observed)", "2023-12-22", "2023-12-26"),
    ("Mich. Comp. Laws s. 435.101", "us.mied", "New Year's Eve (observed)", "2022-12-30", "2023-01-03"),
    ("Minn. Stat. s. 645.44(5)", "us.mnd", "Friday after Thanksgiving", "2026-11-27", "2026-11-30"),
    ("Mo. Rev. Stat. s. 9.010", "us.moed", "Lincoln's Birthday (observed)", "2022-02-11", "2022-02-14"),
    ("Mo. Rev. Stat. s. 9.010", "us.moed", "Truman Day (observed)", "2021-05-07", "2021-05-10"),
    ("Mont. Code s. 1-1-216", "us.mtd", "Election Day", "2006-11-07", "2006-11-08"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Day After Christmas (observed)", "2026-12-28", "2026-12-29"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Christmas Eve", "2026-12-24", "2026-12-29"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Day After Thanksgiving", "2026-11-27", "2026-11-30"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Election Day", "2026-11-03", "2026-11-04"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Yom Kippur", "2026-09-21", "2026-09-22"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Anniversary of the Mecklenburg Declaration", "2026-05-20", "2026-05-21"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Confederate Memorial Day (observed)", "2026-05-11", "2026-05-12"),
    (
        "N.C. Gen. Stat. s. 103-4",
        "us.nced",
        "Anniversary of the Halifax Resolves (observed)",
        "2026-04-13",
        "2026-04-14",
    ),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Greek Independence Day", "2026-03-25", "2026-03-26"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Day After Christmas", "2024-12-26", "2024-12-27"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Confederate Memorial Day", "2024-05-10", "2024-05-13"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Anniversary of the Halifax Resolves", "2024-04-12", "2024-04-15"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Robert E. Lee's Birthday", "2024-01-19", "2024-01-22"),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Christmas Eve (observed)", "2023-12-22", "2023-12-27"),
    (
        "N.C. Gen. Stat. s. 103-4",
        "us.nced",
        "Anniversary of the Mecklenburg Declaration (observed)",
        "2018-05-21",
        "2018-05-22",
    ),
    ("N.C. Gen. Stat. s. 103-4", "us.nced", "Greek Independence Day (observed)", "2018-03-26", "2018-03-27"),
    ("Neb. Rev. Stat. ss. 25-2221, 62-301", "us.ned", "Day After Thanksgiving", "2009-11-27", "2009-11-30"),
    ("N.H. Rev. Stat. s. 288:1", "us.nhd", "Day After Thanksgiving", "2026-11-27", "2026-11-30"),
    ("N.H. Rev. Stat. s. 288:1", "us.nhd", "Election Day", "2006-11-07", "2006-11-08"),
    ("N.J. Stat. ss. 36:1-1, 11A:6-24.1", "us.njd", "Lincoln's Birthday", "2026-02-12", "2026-02-13"),
    ("N.J. Stat. ss. 36:1-1, 11A:6-24.1", "us.njd", "Lincoln's Birthday (observed)", "2023-02-13", "2023-02-14"),
    ("N.M. Stat. s. 12-5-2", "us.nmd", "Presidents' Day", "2026-11-27", "2026-11-30"),
    ("25 Okla. Stat. s. 82.1", "us.oked", "Day Before Christmas", "2026-12-24", "2026-12-28"),
    ("25 Okla. Stat. s. 82.1", "us.oked", "Day After Christmas", "2024-12-26", "2024-12-27"),
    ("Or. Rev. Stat. s. 187.010", "us.ord", "Day After Thanksgiving", "2026-11-27", "2026-11-30"),
    ("44 Pa. Stat. s. 11", "us.paed", "Day After Thanksgiving", "2026-11-27", "2026-11-30"),
    ("44 Pa. Stat. s. 11", "us.paed", "Election Day", "2026-11-03", "2026-11-04"),
    ("44 Pa. Stat. s. 11", "us.paed", "Good Friday", "2026-04-03", "2026-04-06"),
    ("44 Pa. Stat. s. 11", "us.paed", "Flag Day", "2024-06-14", "2024-06-17"),
    ("R.I. Gen. Laws s. 25-1-1", "us.rid", "Independence Day (observed)", "2026-07-06", "2026-07-07"),
    ("R.I. Gen. Laws s. 25-1-1", "us.rid", "Rhode Island Independence Day", "2026-05-04", "2026-05-05"),
    ("R.I. Gen. Laws s. 25-1-1", "us.rid", "Rhode Island Independence Day (observed)", "2025-05-05", "2025-05-06"),
    ("R.I. Gen. Laws s. 25-1-1", "us.rid", "Veterans Day (observed)", "2023-11-13", "2023-11-14"),
    ("R.I. Gen. Laws s. 25-1-1", "us.rid", "New Year's Day (observed)", "2022-01-03", "2022-01-04"),
    ("R.I. Gen. Laws s. 25-1-1", "us.rid", "Christmas Day (observed)", "2021-12-27", "2021-12-28"),
    ("S.C. Code s. 53-5-10", "us.scd", "Confederate Memorial Day (observed)", "2026-05-11", "2026-05-12"),
    ("S.C. Code s. 53-5-10", "us.scd", "Christmas Eve (observed)", "2022-12-23", "2022-12-27"),
    ("S.C. Code s. 53-5-10", "us.scd", "Day After Christmas (observed)", "2021-12-27", "2021-12-28"),
    ("S.C. Code s. 53-5-10", "us.scd", "Robert E. Lee's Birthday", "2000-01-19", "2000-01-20"),
    ("S.C. Code s. 53-5-10", "us.scd", "Jefferson Davis' Birthday", "1999-06-03", "1999-06-04"),
    ("S.C. Code s. 53-5-10", "us.scd", "Confederate Memorial Day", "1999-05-10", "1999-05-11"),
    ("Tenn. Code s. 15-1-101", "us.tnmd", "Election Day", "2026-11-03", "2026-11-04"),
    ("Tenn. Code s. 15-1-101", "us.tnmd", "August Election Day", "2026-08-06", "2026-08-07"),
    ("Tex. Gov't Code ss. 662.003, 662.013", "us.txed", "Yom Kippur", "2026-09-21", "2026-09-22"),
    ("Tex. Gov't Code ss. 662.003, 662.013", "us.txed", "Good Friday", "2026-04-03", "2026-04-06"),
    ("Tex. Gov't Code ss. 662.003, 662.013", "us.txed", "Cesar Chavez Day", "2026-03-31", "2026-04-01"),
    ("Tex. Gov't Code ss. 662.003, 662.013", "us.txed", "Rosh Hashanah", "2025-09-24", "2025-09-25"),
    ("1 Vt. Stat. s. 371", "us.vtd", "Lincoln's Birthday", "2013-02-12", "2013-02-13"),
    ("1 Vt. Stat. s. 371", "us.vtd", "Lincoln's Birthday (observed)", "2012-02-13", "2012-02-14"),
    ("Wash. Rev. Code s. 1.16.050", "us.waed", "Day After Thanksgiving", "2002-11-29", "2002-12-02"),
    ("Wis. Stat. s. 995.20", "us.wied", "Election Day", "2026-11-03", "2026-11-04"),
    ("Wis. Stat. s. 995.20", "us.wied", "Partisan Primary Election Day", "2026-08-11", "2026-08-12"),
    ("Wis. Stat. s. 995.20", "us.wied", "September Primary Election Day", "2010-09-14", "2010-09-15"),
    ("W. Va. Code s. 2-2-1", "us.wvnd", "Primary Election Day", "2020-06-09", "2020-06-10"),
    ("W. Va. Code s. 2-2-1", "us.wvnd", "Day After Thanksgiving", "2014-11-28", "2014-12-01"),
    ("W. Va. Code s. 2-2-1", "us.wvnd", "Lincoln's Birthday", "2014-02-12", "2014-02-13"),
]


@pytest.mark.parametrize(("statute", "court", "name", "last", "other"), DOUBTFUL)
def test_a_day_that_is_perhaps_a_holiday_of_the_state_is_disputed_and_the_earlier_day_is_safe(
    statute: str, court: str, name: str, last: str, other: str
) -> None:
    answer = _ending(court, last)
    assert (reading_days(answer), answer.assurance) == ([last, other], Assurance.DISPUTED)
    assert str(answer.safe_on) == last
    assert statute in _row(court, last, name).source


# Statutes that make the Friday before a Saturday holiday a holiday of the state: the federal doubt has no effect.
FRIDAYS = [
    ("Conn. Gen. Stat. s. 1-4", "us.ctd", "2023-11-10", "2023-11-13"),
    ("D.C. Code ss. 1-612.02, 28-2701", "us.dcd", "2023-11-10", "2023-11-13"),
    ("1 Del. Code s. 501", "us.ded", "2023-11-10", "2023-11-13"),
    ("Idaho Code s. 73-108", "us.idd", "2023-11-10", "2023-11-13"),
    ("Minn. Stat. s. 645.44(5)", "us.mnd", "2023-11-10", "2023-11-13"),
    ("Mont. Code s. 1-1-216", "us.mtd", "2023-11-10", "2023-11-13"),
    ("N.D. Cent. Code ss. 1-03-01, 1-03-02.1", "us.ndd", "2023-11-10", "2023-11-13"),
    ("Neb. Rev. Stat. ss. 25-2221, 62-301", "us.ned", "2023-11-10", "2023-11-13"),
    ("Nev. Rev. Stat. s. 236.015", "us.nvd", "2023-11-10", "2023-11-13"),
    ("25 Okla. Stat. s. 82.1", "us.oked", "2023-11-10", "2023-11-13"),
    ("Or. Rev. Stat. s. 187.010", "us.ord", "2023-11-10", "2023-11-13"),
    ("S.D. Codified Laws s. 1-5-1", "us.sdd", "2023-11-10", "2023-11-13"),
    ("Tenn. Code s. 15-1-101", "us.tnmd", "2023-11-10", "2023-11-13"),
    ("Utah Code s. 63G-1-301", "us.utd", "2023-11-10", "2023-11-13"),
    ("W. Va. Code s. 2-2-1", "us.wvnd", "2023-11-10", "2023-11-13"),
]


@pytest.mark.parametrize(("statute", "court", "friday", "due"), FRIDAYS)
def test_a_friday_that_is_a_holiday_by_statute_of_the_state_is_not_disputed(
    statute: str, court: str, friday: str, due: str
) -> None:
    answer = _ending(court, friday)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    assert any(statute in row.source for row in _rows(court, friday))
    back = ask({"court": court, "trigger": due, "period": "3 days", "direction": "before"})
    assert back.assurance is Assurance.DISPUTED  # what the state declares counts forward only


@pytest.mark.parametrize(
    ("court", "last"),
    [
        ("us.scd", "2024-04-22"),  # the fourth Monday of April, as the package has it
        ("us.scd", "2008-12-24"),  # before the Act of 2 June 2009
        ("us.scd", "2002-11-05"),  # election days until 1 May 2000
        ("us.mdd", "2017-01-20"),  # Inauguration Day is none of Maryland
        ("us.flmd", "2024-03-28"),  # Tuskegee Airmen Commemoration Day is of 2024, after March
        ("us.utd", "2024-06-18"),
        ("us.laed", "2023-06-05"),
        ("us.ohnd", "2024-11-29"),
        ("us.sdd", "2024-11-29"),
        ("us.idd", "2024-11-29"),
    ],
)
def test_a_day_that_the_statute_does_not_name_is_an_ordinary_one(court: str, last: str) -> None:
    answer = _ending(court, last)
    assert (day_of(answer), answer.assurance) == (last, Assurance.SETTLED)


@pytest.mark.parametrize("regime", ["us.frcp.6", "us.frap.26", "us.frbp.9006", "us.frcrp.45"])
def test_the_four_rules_read_the_holidays_of_a_state_alike(regime: str) -> None:
    assert day_of(_ending("us.scd", "2024-05-10", regime=regime)) == "2024-05-13"
    assert reading_days(_ending("us.txsd", "2025-03-31", regime=regime)) == ["2025-03-31", "2025-04-01"]


def test_in_appeals_a_holiday_of_the_state_of_the_circuit_clerk_settles_a_day_that_is_doubtful_below() -> None:
    answer = _ending("us.txsd", "2024-03-29", regime="us.frap.26")  # Good Friday, by La. R.S. 1:55 a holiday
    assert (day_of(answer), answer.assurance) == ("2024-04-01", Assurance.SETTLED)


def test_in_the_supreme_court_no_holiday_of_a_state_counts() -> None:
    answer = _ending("us.scotus", "2024-11-29", 90)
    assert (day_of(answer), answer.assurance) == ("2024-11-29", Assurance.SETTLED)


def test_a_period_counted_back_does_not_look_at_days_of_the_state() -> None:
    answer = ask({"court": "us.txsd", "trigger": "2024-04-12", "period": "14 days", "direction": "before"})
    assert (day_of(answer), answer.assurance) == ("2024-03-29", Assurance.SETTLED)


def test_before_2009_a_doubtful_day_is_disputed_inside_a_short_period_as_well() -> None:
    answer = ask({"court": "us.mnd", "trigger": "2005-11-22", "period": "5 days"})  # the 25th follows Thanksgiving
    assert reading_days(answer) == ["2005-11-30", "2005-12-01"]


def test_what_is_doubtful_says_why() -> None:
    rows = [
        row
        for pack in Almanac().all_packs()
        for calendar in pack.calendars.values()
        for row in calendar.closures
        if row.kind is ClosureKind.DOUBTFUL
    ]
    assert len({row.source for row in rows}) > 60
    assert all("; " in row.source and "http" in row.source for row in rows)


def _rows(court: str, on: str) -> list[Closure]:
    book = Almanac()
    calendar = book.calendar(book.court(court).calendar)
    return [row for row in calendar.closures if str(row.on) == on]


def _row(court: str, on: str, name: str) -> Closure:
    return next(row for row in _rows(court, on) if row.name == name)
