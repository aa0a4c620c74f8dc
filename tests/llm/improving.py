"""What a model says to the questions of an improve job."""

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.llm.vendors import Say


def rewriting(beginning: str, text: str) -> Say:
    """Says `text` instead of the line that begins so, and leaves all else as it is."""

    def say(system: str, user: str, schema: Mapping[str, Any]) -> str:
        if "changes" not in schema["properties"]:
            return json.dumps({"summary": None, "skills": []})
        line = re.search(rf"^(\d+): {re.escape(beginning)}", user, re.MULTILINE)
        changes = [{"lines": [int(line[1])], "texts": [text], "reasons": ["weak_opening"]}] if line else []
        return json.dumps({"changes": changes})

    return say
