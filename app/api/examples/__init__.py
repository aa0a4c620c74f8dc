"""The résumé and the posting that the documentation's examples send: invented, and long enough to be worth a score."""

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def example(summary: str, **files: str) -> dict[str, Any]:
    """An OpenAPI example whose fields hold the texts of files of this folder."""
    return {"summary": summary, "value": {field: (HERE / name).read_text("utf-8") for field, name in files.items()}}
