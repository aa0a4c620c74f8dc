"""What a line may be said by otherwise, each beside a lie that goes the same way."""

import pytest

from app.resume.evidence.check import check
from app.resume.evidence.claims import EvidenceLine


@pytest.mark.parametrize(
    ("line", "candidate", "supported"),
    [
        ("Decided liability on boat claims", "Determined liability on boat claims", True),
        ("Decided liability on boat claims", "Paid liability on boat claims", False),
        ("Tore off and laid 30 squares of shingle a day", "Removed and laid 30 squares of shingle a day", True),
        ("Taught first aid lessons", "Delivered first aid lessons", True),
        ("Planned first aid lessons", "Delivered first aid lessons", False),
        ("Sent 90 invoices a month", "Generated 90 invoices a month", True),
        ("Checked 90 invoices a month", "Generated 90 invoices a month", False),
        ("Sat in on harbor hearings", "Attended harbor hearings", True),
        ("Booked harbor hearings", "Attended harbor hearings", False),
        ("Worked with two printers on menus", "Coordinated with two printers on menus", True),
        ("Worked with two printers on menus", "Coordinated two printers on menus", False),
        ("Sent callers to the right desk", "Directed callers to the right desk", True),
        ("Sent callers to the right desk", "Directed the right desk", False),
        ("Booked tours for the chief engineer", "Organized tours for the chief engineer", True),
        ("Booked tours as a ferry clerk", "Organized ferry clerk, booking tours", False),
        ("Joined copper pipes", "Soldered copper pipes", False),
        ("Lost 40% more games", "Increased games by 40%", False),
        ("Learned to splice rope from a rigger", "Was trained in splicing rope by a rigger", True),
        ("Enrolled 65 deckhands", "Registered 65 deckhands", True),
        ("Met the target of 40 tours", "Hit the target of 40 tours", True),
        ("Met 40 guests a month", "Hit 40 guests a month", False),
        ("Loaded trucks at the dock", "Imported trucks at the dock", False),
        ("Ordered supplies for the galley", "Sorted supplies for the galley", False),
        ("Quoted prices to callers", "Set prices for callers", False),
        ("Read 80 logs and wrote a review", "Wrote 80 logs", False),
        ("Read 80 logs and wrote a review", "Read 80 logs and authored a review", True),
        ("Checked drawings of other pilots", "Made drawings for other pilots", False),
        ("Copied, scanned and bound logs", "Made copies of logs, scanned and bound them", True),
        ("Went with the inspector through the engine room", "Inspected the engine room", False),
        ("Moved stores from the pier to the barge", "Moved stores to the barge from the pier", True),
        ("Moved stores from the pier to the barge", "Moved stores from the barge to the pier", False),
        ("Moved logs from Marinafy to Navix", "Moved logs from Navix to Marinafy", False),
        ("Soldered copper pipes", "Joined copper pipes", True),
        ("Collected $400 in overdue fees", "Recovered $400 in overdue fees", True),
        ("Counted $400 in overdue fees", "Recovered $400 in overdue fees", False),
        ("Tested the tide table before launch", "Launched the tide table", False),
        ("Used Marinafy for notes on calls", "Administered Marinafy for notes on calls", False),
    ],
)
def test_a_deed_told_by_another_verb_is_held_to_what_it_was(line: str, candidate: str, supported: bool) -> None:
    assert _check(line, candidate) is supported


@pytest.mark.parametrize(
    ("line", "candidate", "supported"),
    [
        ("Posted the table by the fifth day of the month", "Posted the table by day five of the month", True),
        ("Posted the table by the fifth day of the month", "Posted the table by day six of the month", False),
        ("Passed hard cases to level two", "Passed hard cases to the second level", True),
        ("Saved $300 in the first year", "Saved $300 in year one", True),
        ("Saved $300 in the first year", "Saved $300 in year two", False),
        ("Sent W-2 forms to 900 workers", "Mailed Form W-2 to 900 workers", True),
        ("Sent W-2 forms to 900 workers", "Mailed Form W-4 to 900 workers", False),
        ("Verified W-9 forms of vendors", "Verified vendors' W-9s", True),
        ("Posted the table every two weeks", "Posted the bi-weekly table", True),
        ("Posted the table every week", "Posted the bi-weekly table", False),
        ("Took calls, about 60 a day", "Took approximately 60 calls a day", True),
        ("Took calls, about 60 a day", "Took over 60 calls a day", False),
        ("Set up 70 to 80 boats a week", "Weekly setup of 70-80 boats", True),
        ("Beat the quota of $600 by 12% in 2022", "Beat 2022's quota of $600 by 12%", True),
        ("Cut late boats from 30% to 22%", "Cut late boats by 8 percentage points, from 30% to 22%", True),
        ("Cut late boats from 30% to 22%", "Cut late boats by 9 percentage points, from 30% to 22%", False),
        ("Renewed 300 permits a year", "Completed 300 renewals a year", True),
        ("Renewed permits for 300 boats", "Completed 300 tours a year", False),
        ("Rented out 32 homes", "Rented out 32 properties", True),
        ("Ran payroll for 600 employees", "Ran payroll for a 600-person workforce", True),
        ("Planned a meeting for 120 people", "Planned a meeting for 120 attendees", True),
        ("Planned a ferry for 120 people", "Planned a ferry for 120 attendees", False),
        ("Gained 3,000 followers", "Attracted 3K new followers", True),
        ("Trained 30 guides", "Trained 30 new guides", False),
        ("Answered 60 calls a day", "Answered 60 inbound calls a day", True),
        ("Made 60 calls a day", "Made 60 inbound calls a day", False),
        ("Held a 30-minute drill", "Held a half-hour drill", True),
        ("Held a 40-minute drill", "Held a half-hour drill", False),
        ("Held the helm within half a degree", "Held the helm within 0.5 degrees", True),
        ("Drew 12 arterial blood gases a shift", "Drew a dozen ABGs per shift", True),
        ("Scanned 11,000 pages of closed files", "Scanned 11,000 closed files", False),
        ("Cut spills from 7% to 3% of orders", "Cut spills by 3% of orders", False),
        ("Threw out 40 fewer pounds of bait a week", "Reduced bait thrown out to 40 pounds a week", False),
        ("Rode along with guides for two weeks", "Rode along with guides for two months", False),
        ("Kept accuracy at 99.5%", "Kept accuracy at 99.9%", False),
        ("Kept uptime at 98.6%", "Kept uptime at 99%", False),
        ("Cut scrap from 2.4% to 2.1%", "Cut scrap from 2.8% to 1.7%", False),
        ("Cut waits by a third", "Cut waits by 33%", True),
        ("Saved 40 hours a week", "Cut costs by 40 hours a week", False),
        ("Opened 40 letters a day", "Opened 40 new letters a day", False),
        ("Sent W-2 forms and I-9 forms", "Sent W-9 forms and I-2 forms", False),
        ("Joined the ferry in AUG-2021", "Joined the ferry in August 2021", True),
        ("Swept decks, a third of them daily", "Swept decks, one in three of them daily", True),
        ("Swept decks, a third of them daily", "Swept decks, one in four of them daily", False),
        ("Sailed on time 98 times out of 100", "Sailed on time 98% of the time", True),
        ("Sold 40% more tickets in 2021 than in 2020", "Increased ticket sales by 40% in 2021 over 2020", True),
        ("Sold more than 40 tickets in 2021", "Increased ticket sales to over 40 in 2021", False),
        ("Kept waits under 10 minutes", "Kept sub-10-minute waits", True),
        ("Cut setup from 2 hours to 45 minutes", "Cut setup by 75 minutes, from two hours to 45 minutes", True),
        ("Wrote plans for grades 3 and 4", "Wrote plans for third and fourth grades", True),
        ("Wrote plans for grades 3 and 4", "Wrote plans for third and fifth grades", False),
        ("Ordered fuel up to a limit of $450,000", "Ordered fuel up to a $450K limit", True),
        ("Saw guests within 30 miles", "Saw guests within a 30-mile radius", True),
        ("Saw guests within 30 miles", "Saw guests within a 40-mile radius", False),
        ("Drove guests over 31 miles of road", "Drove guests along 31 miles of road", True),
        ("Swept 14 cabins, two of them suites", "Swept 16 cabins, two of them suites", False),
        ("Sign-ups went from 14 guests to 33", "Sign-ups grew by 33 guests", False),
        ("Sign-ups went from 14 guests to 33", "Sign-ups grew by 19 guests", True),
        ("Checked scales every six months", "Checked scales twice a year", True),
        ("Checked scales every six months", "Checked scales four times a year", False),
        ("Called the pier, 10 to 15 calls a day", "Called the pier 10-15 times a day", True),
        ("Took 4 kg out of a hatch by casting it", "Brought a hatch down to 4 kg by casting it", False),
        ("Answered a phone with six lines", "Answered a multi-line phone with six lines", True),
        ("Answered a phone for six boats", "Answered a multi-line phone for six boats", False),
    ],
)
def test_a_figure_told_in_another_form_stays_that_figure(line: str, candidate: str, supported: bool) -> None:
    assert _check(line, candidate) is supported


@pytest.mark.parametrize(
    ("line", "candidate", "supported"),
    [
        ("Explained health and retirement plans", "Explained health insurance and retirement plans", True),
        ("Explained health and retirement plans", "Explained dental insurance and retirement plans", False),
        ("Kept track of vacation days", "Kept track of annual leave", True),
        ("Kept track of boats", "Kept track of boats every year", False),
        ("Called the landlord about leaks", "Called the property owner about leaks", True),
        ("Called the tenants about leaks", "Called the tenants about leaks as owner", False),
        ("Ran the crew while the foreman was away", "Ran the crew in the foreman's absence", True),
        ("Ran the crew while the foreman was away", "Ran the crew as foreman", False),
        ("E-file 35 permits a month", "File 35 permits a month electronically", True),
        ("File 35 permits a month", "File 35 permits a month electronically", False),
        ("Entered time for two pilots", "Recorded time for two pilots", True),
        ("Scheduled 180 guides a month", "Recruited and scheduled 180 guides a month", False),
        ("Watched 12 children", "Watched 12 kids", True),
        ("Wrote a plan for fourth grade", "Wrote a fourth-grade plan", True),
        ("Filed COVID-19 forms", "Filed COVID-20 forms", False),
        ("Helped guests who could not walk", "Helped guests unable to walk", True),
        ("Helped guests who could walk", "Helped guests unable to walk", False),
        ("Saved $4,000 a year by changing paper", "Cut costs by $4,000 a year by changing paper", True),
        ("Raised $4,000 a year by selling paper", "Cut costs by $4,000 a year by selling paper", False),
        ("Booked berths in Maximo", "Booked berths in IBM Maximo", True),
        ("Booked berths in Marinafy", "Booked berths in IBM Marinafy", False),
        ("Fixed the A/C on boats", "Fixed air conditioners on boats", True),
        ("Helped weigh scales and ovens", "Assisted in weighing ovens and scales", True),
        ("Logged fuel on three decks of the ferry", "Logged fuel throughout the harbor", False),
        ("Wrote a bid that was turned down", "Wrote a bid (not approved)", True),
        ("Wrote a bid for the pier", "Wrote a bid approved for the pier", False),
        ("Cut the backlog for MRI from 11 to 6", "Cut the backlog for CT from 11 to 6", False),
        ("Signed a contract that saves $6,500 a year", "Signed a contract worth $6,500 a year", False),
        ("Checked in 35 guests", "Handled check-ins of 35 guests", True),
        ("Wrote quizzes with two other teachers", "Wrote quizzes with two fellow teachers", True),
        ("Placed interlibrary loan requests", "Submitted ILL requests", True),
        ("Cared for ill guests", "Cared for interlibrary loan guests", False),
        ("Cleaned decks for the purser", "Foreman's cleaning of decks for the purser", False),
        ("Threw out expired stock", "Discarded stock", True),
        ("Interviewed as a candidate for CPA", "Interviewed as CPA", False),
        ("Loaded bags at noon", "Loaded baggage at 12 p.m.", True),
        ("Showed customers the boats", "Showed staff the boats", False),
        ("Counted the cash drawer", "Counted the drawer of cash", True),
        ("Kept candidate notes in Marinafy", "Maintained applicant notes in Marinafy", True),
        ("Set up the room for meetings", "Set up the meeting room for meetings", True),
    ],
)
def test_a_thing_under_another_name_is_the_same_thing(line: str, candidate: str, supported: bool) -> None:
    assert _check(line, candidate) is supported


@pytest.mark.parametrize(
    ("candidate", "supported"),
    [
        ("Finished the course for the Tide Pilot certificate; exam still to be taken", True),
        ("Finished the course for the Tide Pilot certificate", False),
        ("Tide Pilot certificate, exam passed", False),
        ("Licensed for sail; license for steam applied for", True),
        ("Licensed for sail and steam", False),
        ("Passed the Enrolled Pilot exam", False),
    ],
)
def test_the_end_of_a_course_is_not_the_end_of_what_it_is_for(candidate: str, supported: bool) -> None:
    lines = (
        EvidenceLine("Tide Pilot certificate: course completed, exam not yet taken", 1, entry=1, section="certifications"),
        EvidenceLine("Enrolled Pilot exam: Part 1 passed, Part 2 not yet taken", 3, entry=1, section="certifications"),
        EvidenceLine("Licensed for sail; steam license applied for", 2, entry=1, section="certifications"),
    )
    assert check(candidate, lines, entry=1).supported is supported


@pytest.mark.parametrize(
    ("line", "candidate"),
    [
        ("Discontinued PhD in Physics", "PhD in Physics"),
        ("Enrolled, PhD Program in Physics", "PhD in Physics"),
        ("Cancelled PMP exam", "PMP exam"),
        ("Expected PMP Certification", "PMP certification"),
        ("Anticipated MBA Degree", "MBA degree"),
        ("CDL (expired 2018)", "CDL"),
    ],
)
def test_what_was_never_reached_or_has_lapsed_is_not_held(line: str, candidate: str) -> None:
    assert not check(candidate, (EvidenceLine(line, 1, entry=1, section="education"),), entry=1).supported


def _check(line: str, candidate: str) -> bool:
    return check(candidate, (EvidenceLine(line, 1, entry=1, section="experience"),), entry=1).supported
