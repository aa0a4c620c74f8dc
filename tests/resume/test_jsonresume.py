"""JSON Résumé both ways: what the standard can hold comes back."""

import pytest
from pydantic import ValidationError

from app.resume.jsonresume import JsonResume, from_json_resume, to_json_resume
from app.resume.model import Certification, Experience, OtherSection, Resume, SkillGroup, Source

WHOLE = {
    "basics": {
        "name": "Ottoline Brandvold",
        "label": "Charge Nurse",
        "image": "https://example.com/ottoline.png",
        "email": "ottoline.brandvold@example.com",
        "phone": "(218) 555-0147",
        "url": "https://ottoline.example.com",
        "summary": "Nurse on surgical wards.\nTeaches handovers.",
        "location": {
            "address": "12 Harbor Street",
            "postalCode": "55802",
            "city": "Duluth",
            "countryCode": "US",
            "region": "Minnesota",
        },
        "profiles": [
            {"network": "LinkedIn", "username": "obrandvold", "url": "https://linkedin.com/in/obrandvold"},
            {"network": "Mastodon", "username": "@otto"},
        ],
    },
    "work": [
        {
            "name": "Lakehead General Hospital",
            "location": "Duluth, MN",
            "description": "A hospital of 300 beds",
            "position": "Charge Nurse",
            "url": "https://lakehead.example.com",
            "startDate": "2020-03-15",
            "summary": "Leads the surgical ward.",
            "highlights": ["Cut falls by 31%", "Trained 11 nurses"],
        },
        {"name": "Birchwood Clinic", "position": "Nurse", "startDate": "2015-06", "endDate": "2020"},
    ],
    "volunteer": [
        {
            "organization": "Harbor Kitchen",
            "position": "Cook",
            "url": "https://kitchen.example.com",
            "startDate": "2019",
            "endDate": "2020-02",
            "summary": "Soup on Sundays.",
            "highlights": ["Fed 80 guests"],
        }
    ],
    "education": [
        {
            "institution": "Northshore University",
            "url": "https://northshore.example.com",
            "area": "Nursing",
            "studyType": "Bachelor of Science",
            "startDate": "2011-09-01",
            "endDate": "2015",
            "score": "3.8",
            "courses": ["Anatomy", "Pharmacology"],
        }
    ],
    "awards": [{"title": "Nurse of the Year", "date": "2022-11-01", "awarder": "Lakehead", "summary": "For calm."}],
    "certificates": [{"name": "Basic Life Support", "date": "2023", "url": "https://bls.example.com", "issuer": "Heart Group"}],
    "publications": [
        {
            "name": "Quiet Handovers",
            "publisher": "Ward Letters",
            "releaseDate": "2021-04",
            "url": "https://letters.example.com",
            "summary": "Six pages.",
        }
    ],
    "skills": [{"name": "Clinical", "level": "Expert", "keywords": ["triage", "wound care"]}, {"name": "Teaching"}],
    "languages": [{"language": "English", "fluency": "Native"}],
    "interests": [{"name": "Boats", "keywords": ["canoes", "skiffs: small"]}, {"name": "Chess: blitz"}],
    "references": [{"name": "A. Ferncliff", "reference": "She is calm – always."}],
    "projects": [
        {
            "name": "Fall Watch",
            "description": "Sensors by the beds.",
            "highlights": ["31% fewer falls"],
            "keywords": ["sensors"],
            "startDate": "2020-05-01",
            "endDate": "2021",
            "url": "https://falls.example.com",
            "roles": ["Lead", "Speaker"],
            "entity": "Lakehead",
            "type": "study",
        }
    ],
}


def test_what_the_standard_holds_comes_back_whole() -> None:
    there = from_json_resume(JsonResume.model_validate(WHOLE))
    back = to_json_resume(there).as_json()
    back.pop("$schema")
    assert back == WHOLE


def test_a_second_trip_changes_nothing() -> None:
    once = from_json_resume(JsonResume.model_validate(WHOLE))
    again = from_json_resume(JsonResume.model_validate(to_json_resume(once).as_json()))
    assert again == once


def test_a_job_without_an_end_goes_on() -> None:
    jobs = from_json_resume(JsonResume.model_validate(WHOLE)).experiences
    assert [job.current for job in jobs] == [True, False]
    assert jobs[0].start_date == "2020-03"


def test_printed_dates_become_iso_and_sources_stay_home() -> None:
    job = Experience(role="Cook", start_date="2019-03", start_text="Mar 2019", source=Source(page=1, first_line=4, last_line=6))
    resume = Resume(experiences=(job,), certifications=(Certification(name="Food Handler", date="May 2021"),))
    written = to_json_resume(resume).as_json()
    assert written["work"] == [{"position": "Cook", "startDate": "2019-03"}]
    assert written["certificates"] == [{"name": "Food Handler", "date": "2021-05"}]


def test_a_town_and_its_region_are_told_apart() -> None:
    written = to_json_resume(Resume(location="Mesa, AZ")).as_json()
    assert written["basics"]["location"] == {"city": "Mesa", "region": "AZ"}
    assert from_json_resume(JsonResume.model_validate(written)).location == "Mesa, AZ"


def test_a_section_of_another_heading_rides_along() -> None:
    resume = Resume(other_sections=(OtherSection(heading="Boats", lines=("A canoe",)),))
    back = from_json_resume(JsonResume.model_validate(to_json_resume(resume).as_json()))
    assert back.other_sections == resume.other_sections


def test_interests_that_were_read_as_lines_become_entries() -> None:
    resume = Resume(other_sections=(OtherSection(heading="Hobbies", lines=("Rowing",)),))
    assert to_json_resume(resume).as_json()["interests"] == [{"name": "Rowing"}]


def test_skills_without_a_group_keep_together() -> None:
    resume = Resume(skill_groups=(SkillGroup(skills=("Excel", "Word")),), skills=("Excel", "Word"))
    assert from_json_resume(JsonResume.model_validate(to_json_resume(resume).as_json())).skill_groups == resume.skill_groups


def test_names_of_older_versions_are_understood() -> None:
    old = {
        "basics": {"website": "https://otto.example.com"},
        "work": [{"company": "Acme", "website": "https://acme.example.com"}],
    }
    resume = from_json_resume(JsonResume.model_validate(old))
    assert resume.experiences[0].company == "Acme"
    assert resume.links[0].url == "https://otto.example.com"


def test_a_wrong_shape_is_refused() -> None:
    with pytest.raises(ValidationError):
        JsonResume.model_validate({"work": "none"})
