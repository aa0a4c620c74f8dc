"""Makes the pictures of the templates that the API shows, from the templates themselves and an invented person.

    python scripts/make_previews.py [--check]

`--check` makes nothing and fails when the pictures are older than what they are made from.
"""

import argparse
import hashlib
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from anywhere, as a plain script

import pymupdf

from app.resume.model import Resume
from app.resume.rendering.look import ROOM, TEMPLATES, Template, look_of
from app.resume.rendering.previews import DIGEST, preview_path
from app.resume.rendering.render import render

MADE_FROM = ("*.toml", "*.json", "html.py", "entries.py", "style.py", "templates/**/*.*")
DPI = 100
STEP = 17
MOST_BYTES = 60_000


def digest() -> str:
    """What tells whether anything has changed that the pictures are made from."""
    told = hashlib.sha256()
    for path in sorted(_sources()):
        told.update(str(path.relative_to(ROOM)).encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()


def picture(template: Template) -> bytes:
    """The first page of the sample as PNG."""
    sample = Resume.model_validate_json((ROOM / "sample.json").read_bytes())
    made = render(sample, look_of(template), "pdf")
    with pymupdf.open(stream=made.data) as document:  # type: ignore[no-untyped-call]
        drawn = document[0].get_pixmap(dpi=DPI)
        return _with_palette(drawn.width, drawn.height, drawn.samples)


def _with_palette(width: int, height: int, samples: bytes) -> bytes:
    """Three bytes a pixel as a PNG with a palette of rounded colours, a third of the size of one without."""
    rounded = samples.translate(bytes(min(255, (level + STEP // 2) // STEP * STEP) for level in range(256)))
    places: dict[bytes, int] = {}
    pixels = bytes(places.setdefault(rounded[at : at + 3], len(places)) for at in range(0, len(rounded), 3))
    rows = b"".join(b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))
    head = struct.pack("!IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(places)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + name + body + struct.pack("!I", zlib.crc32(name + body))


def main() -> int:
    """Makes or checks the pictures; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        current = DIGEST.exists() and DIGEST.read_text().strip() == digest()
        print("The previews are current." if current else "The previews are out of date: make previews")
        return 0 if current else 1
    for template in TEMPLATES:
        made = picture(template)
        assert len(made) <= MOST_BYTES, f"{template}: {len(made)} bytes"
        preview_path(template).write_bytes(made)
        print(f"{template}: {len(made):,} bytes")
    DIGEST.write_text(digest() + "\n")
    return 0


def _sources() -> Iterator[Path]:
    for pattern in MADE_FROM:
        yield from (path for path in ROOM.glob(pattern) if path.is_file() and path != DIGEST)


if __name__ == "__main__":
    sys.exit(main())
