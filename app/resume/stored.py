"""A résumé that is kept as data, as jobs receive it in place of a file."""

from app.resume.model import Resume, Value


class Attested(Value):
    """What the person affirmed in answer to a question: it counts as evidence, always marked `user_attested`.

    `location` is the place of the line or entry that it is about, in the words of an issue's `location`; null: the whole.
    """

    question: str
    answer: str
    location: str | None = None


class StoredResume(Value):
    """The bytes of a job whose source is `resume` are this, as JSON."""

    resume: Resume
    attested: tuple[Attested, ...] = ()
