"""Measures how long a PDF takes and how large it is: `python scripts/bench_rendering.py [--rounds 15]`.

Seconds are of the processor (median and least of the rounds). Each round is a process forked from a warm parent that has
rehearsed as the sandbox's has, so that the memory which a child must copy counts too. On a busy machine trust the least. Beside
them stands a plain loop of Python on the same machine at the same time, so that figures of two machines can be compared.

One page: an invented nurse. Then the same with a further job, which most templates can fit. Two pages: her jobs told twice.
"""

import argparse
import importlib
import os
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from anywhere, as a plain script

from app.resume.model import Resume
from app.resume.rendering.look import ROOM, TEMPLATES, Look, look_of
from app.resume.rendering.pdf import typeset_of
from app.resume.rendering.render import render
from app.sandbox.__main__ import settle


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    one = Resume.model_validate_json((ROOM / "sample.json").read_bytes())
    more = one.model_copy(update={"experiences": (*one.experiences, *one.experiences[:1])})
    two = one.model_copy(update={"experiences": (*one.experiences, *one.experiences, *one.experiences[:1])})
    importlib.import_module("app.resume.press")
    settle()
    print(f"{'template':14}{'pages':>6}{'median ms':>11}{'least ms':>10}{'of a loop':>11}{'bytes':>9}  fitted")
    for resume in (one, more, two):
        for template in TEMPLATES:
            _row(resume, template, rounds)


def _row(resume: Resume, template: str, rounds: int) -> None:
    look = look_of(template)
    made = render(resume, look, "pdf")
    settle()
    pairs = [_in_a_child(resume, look) for _ in range(rounds)]
    took = [each for each, _ in pairs]
    ratio = median(each / loop for each, loop in pairs)
    print(
        f"{template:14}{made.pages or 0:>6}{median(took):>11.0f}{min(took):>10.0f}{ratio:>11.2f}{len(made.data):>9,}"
        f"  {made.fitted[0] if made.fitted else ''}"
    )


def _in_a_child(resume: Resume, look: Look) -> tuple[float, float]:
    """Milliseconds of a page, and of the loop."""
    typeset_of.cache_clear()  # a layout kept for a Word twin would hide most of the work
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        took = _milliseconds(lambda: render(resume, look, "pdf")), _milliseconds(_loop)
        os.write(writing, struct.pack("dd", *took))
        os._exit(0)
    os.waitpid(child, 0)
    told: tuple[float, float] = struct.unpack("dd", os.read(reading, 16))
    os.close(reading)
    os.close(writing)
    return told


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _loop() -> int:
    return sum(len(str(number)) for number in range(200_000))


if __name__ == "__main__":
    main()
