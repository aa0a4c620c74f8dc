"""The shape of an answer as a JSON Schema that all vendors take.

Their strict modes want every field required and no field beside, and refuse bounds (platform.openai.com/docs/guides/
structured-outputs, platform.claude.com/docs/en/build-with-claude/structured-outputs). So a bound is told in words; whether it
was kept is judged on the answer.
"""

from typing import Any

from pydantic import BaseModel

from app.llm.wire import Schema

LEFT_OUT = frozenset({"title", "default", "examples", "format"})
TOLD = {
    "minLength": "at least {} characters", "maxLength": "at most {} characters", "minItems": "at least {} items",
    "maxItems": "at most {} items", "minimum": "at least {}", "maximum": "at most {}", "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}", "pattern": "matching {}", "multipleOf": "a multiple of {}",
}  # fmt: skip


def plain(answer: type[BaseModel]) -> Schema:
    """The answer's JSON Schema with bounds in words, every field required and unknown fields refused."""
    schema: dict[str, Any] = _plain(answer.model_json_schema())
    return schema


def _plain(node: Any) -> Any:
    if isinstance(node, list):
        return [_plain(part) for part in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return {"$ref": node["$ref"]}  # nothing may stand beside it
    kept = {name: _part(name, value) for name, value in node.items() if name not in LEFT_OUT and name not in TOLD}
    if "properties" in kept:
        kept |= {"required": list(kept["properties"]), "additionalProperties": False}
    if bounds := [words.format(node[name]) for name, words in TOLD.items() if name in node]:
        kept["description"] = "; ".join([*([kept["description"]] if "description" in kept else []), ", ".join(bounds)])
    return kept


def _part(name: str, value: Any) -> Any:
    """Fields and definitions are named by us: a field may be called `title`."""
    if name in {"properties", "$defs"}:
        return {field: _plain(shape) for field, shape in value.items()}
    return value if name in {"const", "enum", "required"} else _plain(value)
