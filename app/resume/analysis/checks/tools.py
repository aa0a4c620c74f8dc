"""The names of tools, platforms and systems of all trades, from `tools.txt`."""

from functools import cache
from pathlib import Path

from app.resume.words import stems


def names_tool(name: str) -> bool:
    """Whether the whole of the name is that of a tool we know."""
    return " ".join(stems(name)) in known_tools()


@cache
def known_tools() -> frozenset[str]:
    """Every tool we know, as its stems with a space between them."""
    lines = Path(__file__).with_name("tools.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(stems(line)) for line in lines if line and not line.startswith("#"))
