"""A résumé as data: one schema everywhere, from the parser to the API.

Each value knows where it came from (`source`) and how sure we are of it (`confidence`, 0 to 1; a guess stays under 0.5).
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value that refuses unknown fields; a change makes a new one (`model_copy`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Value):
    """Where a value stands: pages and lines count from 1, lines are those of the résumé's `raw_text`, ends included."""

    page: int
    first_line: int
    last_line: int


class Sourced(Value):
    source: Source | None = None
    confidence: float = 1.0


class Link(Sourced):
    url: str
    kind: Literal["linkedin", "github", "portfolio", "mail", "phone", "other"] = "other"
    label: str | None = None
    network: str | None = None
    username: str | None = None


class Bullet(Sourced):
    """One responsibility: a bullet without its glyph, its wrapped lines joined; or a paragraph of prose."""

    text: str
    prose: bool = False


class Experience(Sourced):
    """One role at one employer. Dates: `YYYY-MM`, or `YYYY` where no month stands; `end_date` is null while `current`.

    `details` is what the head says beside role, employer, place and dates, such as a department or the kind of contract.
    """

    role: str | None = None
    company: str | None = None
    location: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    start_text: str | None = None
    end_text: str | None = None
    current: bool = False
    duration: str | None = None
    responsibilities: tuple[str, ...] = ()
    bullets: tuple[Bullet, ...] = ()
    details: tuple[str, ...] = ()
    url: str | None = None


class Education(Sourced):
    degree: str | None = None
    field: str | None = None
    institution: str | None = None
    location: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    start_text: str | None = None
    end_text: str | None = None
    gpa: str | None = None
    details: tuple[str, ...] = ()
    url: str | None = None


class SkillGroup(Sourced):
    name: str | None = None
    skills: tuple[str, ...]
    level: str | None = None


class Certification(Sourced):
    name: str
    issuer: str | None = None
    date: str | None = None
    url: str | None = None
    details: tuple[str, ...] = ()


class Project(Sourced):
    name: str | None = None
    role: str | None = None
    description: str | None = None
    url: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    start_text: str | None = None
    end_text: str | None = None
    technologies: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    entity: str | None = None
    kind: str | None = None


class Language(Sourced):
    name: str
    level: str | None = None


class Award(Sourced):
    title: str
    awarder: str | None = None
    date: str | None = None
    details: tuple[str, ...] = ()


class Publication(Sourced):
    title: str
    authors: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    details: tuple[str, ...] = ()


class Volunteering(Sourced):
    role: str | None = None
    organization: str | None = None
    location: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    start_text: str | None = None
    end_text: str | None = None
    current: bool = False
    details: tuple[str, ...] = ()
    summary: str | None = None
    url: str | None = None


class OtherEntry(Value):
    """An interest or a reference whose parts are known: a name, what is said, words about it."""

    name: str | None = None
    text: str | None = None
    keywords: tuple[str, ...] = ()


class OtherSection(Sourced):
    """A section under its own heading that no field of ours holds; `heading` is null for text that stood under none.

    `lines` hold the whole text; `entries` say its parts again where they are known.
    """

    heading: str | None = None
    lines: tuple[str, ...] = ()
    entries: tuple[OtherEntry, ...] = ()


class Address(Value):
    """The parts of the person's place where they are known apart; `location` says them in one line."""

    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    region: str | None = None
    country_code: str | None = None


class SectionFound(Sourced):
    """A heading as printed and the section we take it for (`other` when none of ours)."""

    heading: str
    section: str


class Resume(Value):
    """Everything that was read. `raw_text` is the whole text in reading order, a line for each printed line.

    `export` is the site that printed the file, where its form tells. `furniture` are printed lines that tell nothing more of the
    person: labels of contact values, marks of pages, and what a field holds already and the page says twice.
    """

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    location: str | None = None
    address: Address | None = None
    image: str | None = None
    links: tuple[Link, ...] = ()
    headline: str | None = None
    summary: str | None = None
    experiences: tuple[Experience, ...] = ()
    education: tuple[Education, ...] = ()
    skills: tuple[str, ...] = ()
    skill_groups: tuple[SkillGroup, ...] = ()
    certifications: tuple[Certification, ...] = ()
    projects: tuple[Project, ...] = ()
    languages: tuple[Language, ...] = ()
    awards: tuple[Award, ...] = ()
    publications: tuple[Publication, ...] = ()
    volunteering: tuple[Volunteering, ...] = ()
    other_sections: tuple[OtherSection, ...] = ()
    furniture: tuple[str, ...] = ()
    raw_text: str = ""
    sections_found: tuple[str, ...] = ()
    headings: tuple[SectionFound, ...] = ()
    contact: dict[str, Sourced] = {}
    language: str | None = None
    export: Literal["linkedin", "indeed", "europass"] | None = None
    warnings: tuple[str, ...] = ()
