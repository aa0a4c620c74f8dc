"""analyze, as callers order it."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.api.examples import example
from app.api.kinds import Offer
from app.api.schemas.jobs import Complete
from app.api.schemas.submission import Submission
from app.api.schemas.text import PastedText
from app.jobs.model import Kind
from app.jobs.recipes.analyze import AnalyzeOptions
from app.resume.analysis.profile import AUTO, profiles
from app.resume.analysis.report import Issue, Row, Scores, Suggestion
from app.resume.model import Resume
from app.services import Doorstep


def _known(name: str) -> str:
    if name not in _names():
        known = {"known": ", ".join(_names())}
        raise PydanticCustomError("unknown_profile", "There is no such profile. Use one of: {known}.", known)
    return name


def _names() -> tuple[str, ...]:
    return (AUTO, *profiles())


ProfileName = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": list(_names())})]


class AnalyzeSubmission(Submission):
    profile: ProfileName | None = Field(None, description="A keyword profile's name; `auto` takes the one that fits best.")
    job_text: PastedText | None = Field(None, description="A posting, 50 to 200,000 characters: then the keywords come from it.")


class AnalyzeMetadata(BaseModel, extra="allow"):
    word_count: int
    page_count: int
    sections_found: list[str]
    has_action_verbs: bool
    has_quantifiable_achievements: bool
    language: str | None
    profile: str | None


class AnalyzeData(BaseModel):
    """What a complete analyze job holds. Five categories of 20 points; each is the sum of its rows in `score_breakdown`."""

    success: bool
    resume_improvement_id: str | None
    scores: Scores
    score_breakdown: list[Row]
    issues: list[Issue]
    suggestions: list[Suggestion]
    metadata: AnalyzeMetadata
    resume: Resume
    analyzed_at: str


def _options(body: AnalyzeSubmission, doorstep: Doorstep) -> AnalyzeOptions:
    return AnalyzeOptions(
        profile=body.profile or doorstep.default_profile,
        job_text=body.job_text,
        target_role=body.target_role,
        language=body.language,
    )


ANALYZE = Offer(
    kind=Kind.ANALYZE,
    noun="Analysis",
    summary="Score a résumé",
    description=(
        "Reads a résumé and scores it in five categories of 20 points. Each point is explained by a named check, each issue says"
        " where it stands and quotes the words it is about. With `job_text` the keywords come from that posting."
    ),
    body=AnalyzeSubmission,
    options=_options,
    complete=Complete[AnalyzeData],
    examples={
        "pasted": example("A résumé pasted as text", resume_text="resume.txt"),
        "against_a_posting": example("The same, against a posting", resume_text="resume.txt", job_text="posting.txt"),
    },
)
