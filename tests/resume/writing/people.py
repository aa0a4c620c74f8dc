"""Invented people whose résumés have something to mend, in several trades, as text."""

CLERK = """Odette Farrow
Salem, OR | (503) 555-0171 | odette.farrow@example.com | linkedin.com/in/odette-farrow-example

EXPERIENCE
Office Clerk, Tamarack Supply, Salem, OR
March 2020 - June 2024
- Responsible for ordering paper, toner and parts for two floors
- Duties included answering the phone and greeting visitors at the desk
- Entered 40 invoices a day in QuickBooks and filed the originals by vendor

Cashier, Bellwether Market, Salem, OR
May 2017 - February 2020
- I helped with inventory on weekends and in the evenings
- Worked the register and counted the drawer at close

EDUCATION
High School Diploma, North Salem High School, 2017

SKILLS
Excel, Filing, excel, QuickBooks
"""

NURSE = """Ines Marrow, RN
Eugene, OR | 541.555.0133 | ines.marrow@example.org

SUMMARY
Passionate nurse who is a real team player and I love to help people.

EXPERIENCE
Staff Nurse, Fern Hollow Hospital, Eugene, OR
July 2019 - Present
- Was responsible for 5 patients a shift after joint replacement
- Assisted with the training of 14 new graduates
- Document care plans in Epic within 30 minutes of each round.
- Participated in weekly safety meetings

Nursing Aide, Alder Grove Care Home, Springfield, OR
January 2016 - June 2019
- Help residents with meals and walks
- Took vital signs on a daily basis and charted them on paper

EDUCATION
Bachelor of Science in Nursing, Willow Creek State University, 2019

SKILLS
Wound care, IV therapy, Epic, Medication administration, Patient teaching
"""

DRIVER = """Tobias Wren
Fargo, ND | (701) 555-0188 | tobias.wren@example.com

WORK HISTORY
Delivery Driver, Prairie Parcel, Fargo, ND
2018 - 2023
I drove a van on a route of 60 stops a day and I loaded it each morning. Helped with the sorting when the belt was down.
Kept the truck clean and wrote the mileage in the book.

Warehouse Hand, Stubble Field Feeds, Moorhead, MN
2015 - 2018
Stacked bags and was asked to run the forklift on Fridays. Recieved shipments and checked them against the papers.

EDUCATION
GED, 2014
"""

ANALYST = """Priya Halloran
Columbus, OH | priya.halloran@example.com | (614) 555-0102

PROFILE
Results-driven analyst with 4 years of experience in reporting.

EXPERIENCE
Data Analyst, Lanternfish Insurance, Columbus, OH
02/2021 - Present
- Built a dashboard in Tableau that 30 underwriters use each week
- Leveraged SQL to pull claims data for monthly reports
- Worked on cleaning address data with Python, cutting duplicates by 18 percent
- Part of a team that moved reports from Excel to Tableau

Intern, Lanternfish Insurance, Columbus, OH
06/2020 - 01/2021
- Reports were checked weekly by me
- Exposure to R in two studies of loss

EDUCATION
BS, Statistics, Olentangy State University, 2020

SKILLS
SQL, Tableau, Excel, Python (pandas, NumPy), R (familiar with)
"""

MAKER = """Lena Torvald
Duluth, MN | (218) 555-0141 | lena.torvald@example.com

EXPERIENCE
Library Page, Duluth Hill Library, Duluth, MN
June 2022 - August 2023
- Shelved 300 books a shift and kept the reading room in order

PROJECTS
Lost and Found Board
January 2024 - May 2024
A web app where students of three schools post what they lost.
- I built the search page in Flask and SQLite
- Was responsible for writing the login and the tests
- Sent the 40 testers a survey

Weather Station
January 2023 - May 2023
- Worked on soldering the sensor board and writing the firmware in C
- Logged readings every 10 minutes on a Raspberry Pi

VOLUNTEERING
Tutor, Harbor Homework Club, Duluth, MN
September 2022 - Present
- Responsible for tutoring 12 pupils in math on Saturdays
- Duties include printing worksheets and calling parents

EDUCATION
BS, Computer Science, Lakehead State College, 2025

SKILLS
Python, C, Flask, SQLite, Git
"""

ALL = (CLERK, NURSE, DRIVER, ANALYST, MAKER)
