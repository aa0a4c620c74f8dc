"""A résumé that came as data has a text: nothing is left out, and each entry names its lines."""

from typing import Any

from app.resume.jsonresume import JsonResume, from_json_resume
from app.resume.model import Bullet, Experience, OtherSection, Resume, SkillGroup, Sourced
from app.resume.plain import set_down
from app.resume.writing.improvement import Improvement
from app.resume.writing.selection import with_changes
from tests.resume.test_jsonresume import WHOLE

MANY = from_json_resume(JsonResume.model_validate(WHOLE))
NOT_PRINTED = {"kind", "language", "network", "username", "image", "section", "address", "start_date", "end_date", "heading"}


def texts(value: Any, name: str = "") -> list[str]:
    if name in NOT_PRINTED or value is None:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, part in value.items() for text in texts(part, key)]
    return [text for part in value for text in texts(part, name)] if isinstance(value, list | tuple) else []


def test_nothing_that_was_sent_is_left_out_of_the_text() -> None:
    resume = set_down(MANY)
    lines = resume.raw_text.splitlines()
    told = texts(MANY.model_dump(exclude={"raw_text", "contact"}))
    assert len(told) > 60
    assert [text for text in told for part in text.splitlines() if not any(part in line for line in lines)] == []


def test_each_entry_and_bullet_names_its_lines() -> None:
    resume = set_down(MANY)
    lines = resume.raw_text.splitlines()

    def at(value: Sourced) -> str:
        assert value.source
        return "\n".join(lines[value.source.first_line - 1 : value.source.last_line])

    for job in resume.experiences:
        assert (job.role or "") in at(job)
        assert all(at(bullet).removeprefix("- ") == bullet.text for bullet in job.bullets)
    assert all((school.institution or "") in at(school) for school in resume.education)
    assert all(at(heading) == heading.heading for heading in resume.headings)
    assert {"experience", "education", "interests", "references"} <= set(resume.sections_found)


def test_to_set_it_down_again_changes_nothing() -> None:
    once = set_down(MANY)
    assert set_down(once) == once


def test_lines_that_people_edited_win_over_the_bullets_that_a_parser_made() -> None:
    old = (Bullet(text="Filed papers", confidence=0.9), Bullet(text="A paragraph.", prose=True))
    job = Experience(role="Clerk", responsibilities=("Filed 20 papers a day", "A paragraph."), bullets=old)
    [told] = set_down(Resume(experiences=(job,))).experiences
    assert [(bullet.text, bullet.prose) for bullet in told.bullets] == [("Filed 20 papers a day", False), ("A paragraph.", True)]
    bare = Experience(role="Clerk", bullets=old)
    assert set_down(Resume(experiences=(bare,))).experiences[0].responsibilities == ("Filed papers", "A paragraph.")


def test_a_text_of_its_own_is_kept_with_the_sources_in_it() -> None:
    known = set_down(MANY)
    again = set_down(known, known.raw_text + "\r\nand more\u200b")
    assert again.raw_text == known.raw_text + "\nand more"
    assert again.experiences == known.experiences


def test_a_changed_line_keeps_its_mark_and_its_source() -> None:
    resume = set_down(Resume(experiences=(Experience(role="Clerk", responsibilities=("Filed papers", "Made tea")),)))
    told = {"id": "a", "section": "experience", "location": "x", "original": None, "kind": "rewrite", "entry": 1, "bullets": [1]}
    better = Improvement.model_validate({**told, "improved": "Filed 20 papers a day"})
    changed, _ = with_changes(resume, [better])
    assert changed.raw_text == "EXPERIENCE\nClerk\n- Filed 20 papers a day\n- Made tea"
    assert [bullet.source.first_line for bullet in changed.experiences[0].bullets if bullet.source] == [3, 4]


def test_skills_alone_groups_alone_and_text_under_no_heading_have_their_place() -> None:
    section = OtherSection(lines=("Driving licence B",))
    resume = Resume(name="Ana", skills=("Excel", "Word"), skill_groups=(SkillGroup(name="Tools", skills=("Excel",)),))
    told = set_down(resume.model_copy(update={"other_sections": (section,)}))
    assert told.raw_text == "Ana\n\nSKILLS\nTools: Excel\nWord\nDriving licence B"
    assert told.skill_groups[0].source and told.skill_groups[0].source.first_line == 4
