"""What every kind of submit may carry beside its own fields."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.api.schemas.text import Metadata, PastedText, UserId, WebAddress


class Submission(BaseModel):
    """The résumé in exactly one form, and what concerns the job rather than the work."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    resume_url: WebAddress | None = Field(None, description="Where the résumé can be fetched: http or https.")
    resume_text: PastedText | None = Field(None, description="The résumé pasted as text, 50 to 200,000 characters.")
    resume_id: UUID | None = Field(None, description="A résumé version that you keep, with its attestations.")
    user_id: UserId | None = Field(None, description="Must agree with `X-User-Id`, where both are sent.")
    resume_improvement_id: str | None = Field(None, max_length=200, description="Your own id, echoed back in the result.")
    language: str | None = Field(
        None, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", description="The résumé's language, as `en` or `pt-BR`."
    )
    target_role: str | None = Field(None, max_length=200, description="The role that the résumé is for.")
    expires_in_days: int | None = Field(
        None, ge=0, le=30, description="How long the job is kept; 0: nothing is kept once the result has been fetched."
    )
    metadata: Metadata = Field(default_factory=dict, description="Up to 4 KiB of your own, echoed back with the job.")
