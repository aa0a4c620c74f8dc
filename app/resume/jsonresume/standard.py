"""The parts of JSON Résumé (jsonresume.org, schema 1.0.0) as values: camelCase outside, older names understood."""

from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


class _Part(BaseModel):
    """A part of the standard: camelCase outside, unknown keys ignored, since people add their own."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)


class JsonLocation(_Part):
    address: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country_code: str | None = None
    region: str | None = None


class JsonProfile(_Part):
    network: str | None = None
    username: str | None = None
    url: str | None = None


class JsonBasics(_Part):
    name: str | None = None
    label: str | None = None
    image: str | None = Field(None, validation_alias=AliasChoices("image", "picture"))
    email: str | None = None
    phone: str | None = None
    url: str | None = Field(None, validation_alias=AliasChoices("url", "website"))
    summary: str | None = None
    location: JsonLocation | None = None
    profiles: tuple[JsonProfile, ...] | None = None


class JsonWork(_Part):
    name: str | None = Field(None, validation_alias=AliasChoices("name", "company"))
    location: str | None = None
    description: str | None = None
    position: str | None = None
    url: str | None = Field(None, validation_alias=AliasChoices("url", "website"))
    start_date: str | None = None
    end_date: str | None = None
    summary: str | None = None
    highlights: tuple[str, ...] | None = None


class JsonVolunteer(_Part):
    organization: str | None = None
    position: str | None = None
    url: str | None = Field(None, validation_alias=AliasChoices("url", "website"))
    start_date: str | None = None
    end_date: str | None = None
    summary: str | None = None
    highlights: tuple[str, ...] | None = None


class JsonEducation(_Part):
    institution: str | None = None
    url: str | None = None
    area: str | None = None
    study_type: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    score: str | None = Field(None, validation_alias=AliasChoices("score", "gpa"))
    courses: tuple[str, ...] | None = None


class JsonAward(_Part):
    title: str | None = None
    date: str | None = None
    awarder: str | None = None
    summary: str | None = None


class JsonCertificate(_Part):
    name: str | None = None
    date: str | None = None
    url: str | None = None
    issuer: str | None = None


class JsonPublication(_Part):
    name: str | None = None
    publisher: str | None = None
    release_date: str | None = None
    url: str | None = Field(None, validation_alias=AliasChoices("url", "website"))
    summary: str | None = None


class JsonSkill(_Part):
    name: str | None = None
    level: str | None = None
    keywords: tuple[str, ...] | None = None


class JsonLanguage(_Part):
    language: str | None = None
    fluency: str | None = None


class JsonInterest(_Part):
    name: str | None = None
    keywords: tuple[str, ...] | None = None


class JsonReference(_Part):
    name: str | None = None
    reference: str | None = None


class JsonProject(_Part):
    name: str | None = None
    description: str | None = None
    highlights: tuple[str, ...] | None = None
    keywords: tuple[str, ...] | None = None
    start_date: str | None = None
    end_date: str | None = None
    url: str | None = None
    roles: tuple[str, ...] | None = None
    entity: str | None = None
    type: str | None = None


class JsonSection(_Part):
    heading: str | None = None
    lines: tuple[str, ...] | None = None


class JsonResume(_Part):
    """A JSON Résumé. `model_validate` reads one, `as_json` writes one."""

    basics: JsonBasics | None = None
    work: tuple[JsonWork, ...] | None = None
    volunteer: tuple[JsonVolunteer, ...] | None = None
    education: tuple[JsonEducation, ...] | None = None
    awards: tuple[JsonAward, ...] | None = None
    certificates: tuple[JsonCertificate, ...] | None = None
    publications: tuple[JsonPublication, ...] | None = None
    skills: tuple[JsonSkill, ...] | None = None
    languages: tuple[JsonLanguage, ...] | None = None
    interests: tuple[JsonInterest, ...] | None = None
    references: tuple[JsonReference, ...] | None = None
    projects: tuple[JsonProject, ...] | None = None
    other_sections: tuple[JsonSection, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain data with the standard's names and without what is absent."""
        return {"$schema": SCHEMA, **self.model_dump(mode="json", by_alias=True, exclude_none=True)}
