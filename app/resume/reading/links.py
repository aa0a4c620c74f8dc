"""Which links leave a file: addresses of the web, mail and phone, nothing that runs or reads."""

_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_LONGEST = 2_000


def safe_url(url: str) -> str | None:
    """The address, or None when its scheme is not http, https, mailto or tel, or it is no plain line."""
    url = url.strip()
    if len(url) > _LONGEST or not url.isprintable() or " " in url:
        return None
    return url if url.lower().startswith(_SCHEMES) else None
