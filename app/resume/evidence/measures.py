"""Numbers as words, fractions, bounds and units, as the table beside this file lists them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def data() -> Mapping[str, Any]:  # TOML of our own beside this file, of one known form
    """The table as it stands there."""
    return tomllib.loads(Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8"))


@cache
def units() -> Mapping[str, str]:
    """Each way to write a unit, and the unit's name."""
    return {written: name for name, ways in data()["units"].items() for written in ways}


def in_unit(value: float, unit: str, wanted: str) -> float | None:
    """A value in another unit, a step up or down at most; None where we know no way from one to the other."""
    if unit == wanted:
        return value
    step, back = conversion(unit), conversion(wanted)
    if step and step[0] == wanted:
        return value * step[1]
    return value / back[1] if back and back[0] == unit else None


def conversion(unit: str) -> tuple[str, float] | None:
    """The next smaller unit and how many of it make one of this; None where we know none."""
    row = data()["conversions"].get(unit)
    return (str(row["unit"]), float(row["times"])) if row else None
