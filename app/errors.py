"""Every failure that may reach a person, and what may be done about it.

AppError
├── InvalidRequest      422  the request is not understood; `fields` names each wrong field
├── Unauthorized        401  no key, or a wrong one
├── NotFound            404  unknown, expired, or somebody else's
├── Conflict            409  the thing is in a state that does not allow this
├── RequestTimeout      408  the body did not arrive in time
├── TooLarge            413  more bytes than we take
├── UnsupportedMediaType 415 the body is in a form we do not take
├── RateLimited         429  too many calls; another try helps after `retry_after`
├── UnreadableFile      422  the file cannot become a résumé; its code says why
├── UnreachableUrl      422  the address is refused or gave no file
├── UrlUnavailable      502  the address may answer later
├── BudgetExceeded      402  asking a model would cost more than was allowed; nothing was spent
├── ModelUnavailable    503  no model answers; another try may help
│   └── ModelFailed     502  what models answered cannot be used; another try would end the same
├── Unavailable         503  a part of ours is down
└── Internal            500  our fault

`str(error)` is a sentence for the caller: what happened and what to do. What only we should know belongs in the log.
`api` renders an error by `status`, `jobs` decides by `retryable`; nobody else needs to know the class.
"""

from collections.abc import Mapping
from typing import ClassVar


class AppError(Exception):
    """A failure with a stable `code`, an HTTP `status`, and whether another try of the same may succeed."""

    code: str = "internal_error"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"
    retryable: ClassVar[bool] = False

    def __init__(self, detail: str, *, code: str | None = None, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.code = code or self.code
        self.retry_after = retry_after


class InvalidRequest(AppError):
    code, status, title = "invalid_request", 422, "Invalid request"

    def __init__(self, detail: str, *, code: str | None = None, fields: tuple[Mapping[str, str], ...] = ()) -> None:
        super().__init__(detail, code=code)
        self.fields = fields


class Unauthorized(AppError):
    code, status, title = "unauthorized", 401, "Unauthorized"


class NotFound(AppError):
    code, status, title = "not_found", 404, "Not found"


class Conflict(AppError):
    code, status, title = "conflict", 409, "Conflict"


class RequestTimeout(AppError):
    code, status, title = "request_timeout", 408, "Request timeout"


class TooLarge(AppError):
    code, status, title = "too_large", 413, "Too large"


class UnsupportedMediaType(AppError):
    code, status, title = "unsupported_media_type", 415, "Unsupported media type"


class RateLimited(AppError):
    code, status, title, retryable = "rate_limited", 429, "Too many requests", True


class UnreachableUrl(AppError):
    code, status, title = "url_refused", 422, "Address refused"


class UrlUnavailable(AppError):
    code, status, title, retryable = "url_unavailable", 502, "Address unavailable", True


class Unavailable(AppError):
    code, status, title, retryable = "unavailable", 503, "Temporarily unavailable", True


class BudgetExceeded(AppError):
    code, status, title = "budget_exceeded", 402, "Budget exceeded"


class ModelUnavailable(AppError):
    code, status, title, retryable = "model_unavailable", 503, "No model answers", True


class ModelFailed(ModelUnavailable):
    code, status, title, retryable = "model_failed", 502, "No usable answer", False


class Internal(AppError):
    code, status, title = "internal_error", 500, "Internal error"


class UnreadableFile(AppError):
    """A file that cannot become a résumé. Its code is one of `SENTENCES`; none of them is cured by a second try."""

    code, status, title = "corrupt_file", 422, "Unreadable file"

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "not_a_resume_file": "This is not a file we can read. Send a PDF, a Word document (.docx), a text or a Markdown file.",
        "corrupt_file": "The file is damaged and cannot be opened. Save or export it again, then send the new copy.",
        "encrypted_file": "The file is protected by a password. Save it without protection, then send that copy.",
        "no_pages": "The file has no pages. Export the résumé again and check that the copy opens.",
        "no_text": "The file holds no text; it is probably a scan or a photograph. Send the document it was printed from,"
        " or paste the text.",
        "too_many_pages": "The file has too many pages for a résumé. Send at most {limit} pages.",
        "too_much_text": "The file holds too much text for a résumé. Send at most {limit} characters.",
        "resource_limit": "Reading the file takes more memory or computing than a résumé needs. Export it again, simpler,"
        " or paste the text.",
        "parse_timeout": "Reading the file takes too long. Export it again, simpler, or paste the text.",
        "parser_crashed": "The file breaks the reader. Export it again, or paste the text.",
    }

    def __init__(self, code: str, detail: str | None = None, *, limit: int | None = None) -> None:
        sentence = detail or self.SENTENCES[code]
        super().__init__(sentence.format(limit=f"{limit:,}") if limit is not None else sentence, code=code)
