"""Days as clients write them."""

from collections.abc import Callable
from datetime import date

import pytest

from salon.dates import DateRules, Order, read_when

from .conftest import HOURS, MOMENTS, RULES

Read = Callable[..., str]

# Read on Wednesday 3 March 2027 at 10:00.
ON_WEDNESDAY = [
    # refusals first: no such date, past, and what is no day
    ("31st of february", "no-such-date"),
    ("30th feb at 3", "15:00 no-such-date"),
    ("32/1", "no-such-date"),
    ("31/4", "no-such-date"),
    ("0/5", "-"),
    ("31 november", "no-such-date"),
    ("29/2/2027", "no-such-date"),
    ("the 32nd", "no-such-date"),
    ("yesterday", "past"),
    ("can i come yesterday", "past"),
    ("last friday", "past"),
    ("last friday at 3", "15:00 past"),
    ("on 3 january 2020", "past"),
    ("on 1/3/2027", "past"),
    ("2027-03-02", "past"),
    # tomorrow and its spellings
    ("today", "03-03"),
    ("today please", "03-03"),
    ("2day", "03-03"),
    ("tomorrow", "03-04"),
    ("tommorow", "03-04"),
    ("tomorow", "03-04"),
    ("tmrw", "03-04"),
    ("tmoro", "03-04"),
    ("2moro", "03-04"),
    ("2MORO", "03-04"),
    ("Tomorrow!", "03-04"),
    ("day after tomorrow", "03-05"),
    ("the day after tomorrow", "03-05"),
    ("the day after tommorow at 11", "03-05 11:00"),
    # weekdays
    ("friday", "03-05"),
    ("fri", "03-05"),
    ("on friday", "03-05"),
    ("Fri.", "03-05"),
    ("thurs", "03-04"),
    ("thur", "03-04"),
    ("thirsday", "03-04"),
    ("thrusday", "03-04"),
    ("saterday", "03-06"),
    ("saturdy", "03-06"),
    ("sat", "03-06"),
    ("sat please", "03-06"),
    ("can you do sat?", "03-06"),
    ("sunday", "03-07"),
    ("sun at 11", "03-07 11:00"),
    ("mon", "03-08"),
    ("monday", "03-08"),
    ("mondy", "03-08"),
    ("tues", "03-09"),
    ("teusday", "03-09"),
    ("wednesday", "?03-03,03-10"),
    ("weds", "?03-03,03-10"),
    ("wensday", "?03-03,03-10"),
    ("wed?", "?03-03,03-10"),
    ("wednesday at 9", "03-10 09:00"),
    ("wednesday at 4", "?03-03,03-10 16:00"),
    ("wednesday, first thing", "03-10 <=10:00"),
    ("this wednesday", "03-03"),
    ("next wednesday", "03-10"),
    ("today, wednesday", "03-03"),
    ("this friday", "03-05"),
    ("this coming friday", "03-05"),
    ("friday coming", "03-05"),
    ("this monday", "03-08"),
    ("next friday", "?03-05,03-12"),
    ("nxt fri", "?03-05,03-12"),
    ("next thurs at 10.30am", "?03-04,03-11 10:30"),
    ("next monday", "03-08"),
    ("next tuesday", "03-09"),
    ("next friday the 12th", "03-12"),
    ("the tuesday after next", "03-16"),
    ("friday week", "03-12"),
    ("a week on friday", "03-12"),
    ("week on friday", "03-12"),
    ("two weeks on monday", "03-22"),
    ("a fortnight on saturday", "03-20"),
    ("friday next week", "03-12"),
    ("next week friday", "03-12"),
    ("next week on thursday", "03-11"),
    ("monday next week", "03-08"),
    ("week after next on tuesday", "03-16"),
    ("friday or saturday", "03-05,03-06"),
    ("fri / sat", "03-05,03-06"),
    ("thursday, friday or saturday", "03-04..03-06"),
    ("tuesday or thursday next week", "03-09,03-11"),
    ("im free tuesdays and thursdays", "03-04,03-09"),
    ("next week, maybe friday", "03-12"),
    ("friday or next week", "03-05,03-08..03-13"),
    ("saturdays are best", "03-06"),
    ("tuesday next", "03-09"),
    ("not this friday but next", "03-12"),
    ("not this friday, the one after", "03-12"),
    ("fri/sat/sun", "03-05..03-07"),
    ("either monday or tuesday, any time after 3", "03-08,03-09 >=15:00"),
    ("aye the friday'll do me", "03-05"),
    ("i have monday off", "03-08"),
    ("today, tomorrow", "03-03,03-04"),
    # figures
    ("5/3", "03-05"),
    ("05/03", "03-05"),
    ("5/3/27", "03-05"),
    ("5/3/2027", "03-05"),
    ("5-3-27", "03-05"),
    ("05-03-2027", "03-05"),
    ("05.03.", "03-05"),
    ("05.03.2027", "03-05"),
    ("on 10.05", "05-10"),
    ("25.10", "10-25"),
    ("2027-03-05", "03-05"),
    ("2027/03/05 16:30", "03-05 16:30"),
    ("13/4", "04-13"),
    ("3/25", "03-25"),
    ("4/2", "?04-02,02-04"),
    ("29/2", "02-29"),
    # months by name
    ("5 mar", "03-05"),
    ("5march", "03-05"),
    ("5th march", "03-05"),
    ("march 5", "03-05"),
    ("march 5th", "03-05"),
    ("March the 5th, please", "03-05"),
    ("on the 5th of march", "03-05"),
    ("on the fifth of march", "03-05"),
    ("5 march 2027", "03-05"),
    ("march 5th, 2027 at 2:15pm", "03-05 14:15"),
    ("friday 5th march 2027 17:00", "03-05 17:00"),
    ("friday 5 march", "03-05"),
    ("friday 4 march", "?03-04,03-05"),
    ("3 february", "02-03"),
    ("2 march", "03-02"),
    ("twenty-second of april", "04-22"),
    ("twenty first april", "04-21"),
    ("1st of april", "04-01"),
    ("the second of april", "04-02"),
    ("5th or 6th of march", "03-05,03-06"),
    ("5 or 8 march", "03-05,03-08"),
    ("5-9 march", "03-05..03-09"),
    ("may 5", "05-05"),
    ("5 may", "05-05"),
    ("5th may at 5", "05-05 17:00"),
    ("29 february", "02-29"),
    ("14 sept", "09-14"),
    ("3rd agust", "08-03"),
    # the day of the month alone
    ("the 5th", "03-05"),
    ("5th", "03-05"),
    ("on the 5th at 10", "03-05 10:00"),
    ("the 3rd", "03-03"),
    ("the 2nd", "04-02"),
    ("the 31st", "03-31"),
    ("the twenty first", "03-21"),
    ("the fifteenth at half past nine", "03-15 09:30"),
    ("how about the 9th?", "03-09"),
    ("on the 5th or the 8th", "03-05,03-08"),
    ("friday the 12th", "03-12"),
    ("friday the 13th", "?03-12,03-13"),
    ("the 5th of next month", "04-05"),
    ("the 20th of this month", "03-20"),
    ("friday 5", "03-05"),
    # counted from today
    ("in 3 days", "03-06"),
    ("in three days", "03-06"),
    ("in a week", "03-10"),
    ("in two weeks", "03-17"),
    ("in 2 weeks time", "03-17"),
    ("in two weeks' time", "03-17"),
    ("in a couple of weeks", "03-17"),
    ("in a fortnight", "03-17"),
    ("in a month", "04-03"),
    ("a week today", "03-10"),
    ("today week", "03-10"),
    ("a week tomorrow", "03-11"),
    ("tomorrow week", "03-11"),
    ("2 weeks from today", "03-17"),
    ("3 weeks from friday", "03-26"),
    ("can i come back in 2 weeks", "03-17"),
    ("christmas eve", "12-24"),
    ("boxing day morning", "12-26 <=11:30"),
    ("valentine's day", "02-14"),
    ("for me is good the day 17", "03-17"),
    # before and after a day
    ("after friday", "03-06..03-12"),
    ("by friday", "03-03..03-05"),
    ("before saturday", "03-03..03-05"),
    ("from monday", "03-08..03-13"),
    ("after the 10th", "03-11..03-17"),
]


@pytest.mark.parametrize(("text", "expected"), ON_WEDNESDAY)
def test_day_read_on_wednesday(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected


# Read on Friday 18 December 2026 at 16:45, with the year's end ahead.
ON_FRIDAY = [
    ("last wednesday", "past"),
    ("today at 9", "12-18 past"),
    ("today before 3", "12-18 past"),
    ("on the 18th of december 2025", "past"),
    ("today", "12-18"),
    ("today at 6", "12-18 18:00"),
    ("tomorrow", "12-19"),
    ("friday", "?12-18,12-25"),
    ("friday at 10", "12-25 10:00"),
    ("friday morning", "12-25 <=11:30"),
    ("friday at 6", "?12-18,12-25 18:00"),
    ("friday afternoon", "?12-18,12-25 >=12:00"),
    ("this friday", "12-18"),
    ("next friday", "12-25"),
    ("friday week", "12-25"),
    ("saturday", "12-19"),
    ("next saturday", "?12-19,12-26"),
    ("next thursday", "12-24"),
    ("thursday", "12-24"),
    ("5/1", "01-05"),
    ("5 jan", "01-05"),
    ("january 4th", "01-04"),
    ("the 5th", "01-05"),
    ("the 31st", "12-31"),
    ("19/12", "12-19"),
    ("1/2", "02-01"),
    ("2/1", "01-02"),
    ("in two weeks", "01-01"),
    ("friday the 1st", "01-01"),
    ("the 1st of january 2027", "01-01"),
    ("12/18", "12-18"),
]


@pytest.mark.parametrize(("text", "expected"), ON_FRIDAY)
def test_day_read_on_friday_afternoon(read: Read, text: str, expected: str) -> None:
    assert read(text, "friday") == expected


# Read on Sunday 31 October 2027 at 12:00, when the salon is closed.
ON_SUNDAY = [
    ("yesterday please", "past"),
    ("today", "10-31"),
    ("sunday", "11-07"),
    ("next sunday", "11-07"),
    ("tomorrow", "11-01"),
    ("monday", "11-01"),
    ("next monday", "11-01"),
    ("next saturday", "11-06"),
    ("this saturday", "11-06"),
    ("the 31st", "10-31"),
    ("the 30th", "11-30"),
    ("5/11", "11-05"),
    ("1/11", "11-01"),
    ("in 3 days", "11-03"),
]


@pytest.mark.parametrize(("text", "expected"), ON_SUNDAY)
def test_day_read_on_sunday(read: Read, text: str, expected: str) -> None:
    assert read(text, "sunday") == expected


def test_figures_in_a_salon_that_writes_the_month_first(read: Read) -> None:
    american = DateRules(Order.MONTH_DAY, HOURS)

    assert [read(text, "wednesday", american) for text in ("3/5", "5/3", "25/3", "3/25")] == [
        "03-05",
        "05-03",
        "03-25",
        "03-25",
    ]


def test_figures_that_no_order_makes_a_date(read: Read) -> None:
    assert read("13/13") == "no-such-date"


def test_year_of_a_date_that_has_passed_this_year() -> None:
    when = read_when("3 february", now=MOMENTS["wednesday"], rules=RULES)

    assert when.days == (date(2028, 2, 3),)
