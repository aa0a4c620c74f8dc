"""What the layout engine finds on this machine. It is not imported for that: the engine takes most of a second to load."""

import ctypes
from collections.abc import Sequence
from contextlib import suppress

SUBSETTERS = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib")
"""The names that WeasyPrint looks for. Without the library a page takes about seven times as long, as Python cuts its fonts."""


def subsets_quickly(names: Sequence[str] = SUBSETTERS) -> bool:
    """Whether the library that cuts fonts down to the letters in use is there."""
    for name in names:
        with suppress(OSError):
            ctypes.CDLL(name)
            return True
    return False


def printing_word(quick: bool) -> str:
    """How health says it: files are made either way."""
    return "ok" if quick else "ok, but slow: libharfbuzz-subset is missing"
