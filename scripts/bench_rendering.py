"""Measures how long a PDF takes and how large it is: `python scripts/bench_rendering.py [--rounds 15]`.

Seconds are of the processor (median and least of the rounds), in one warm process as in the sandbox's child: fonts, styles and
engine loaded. On a busy machine trust the least. Beside them stands a plain loop of Python on the same machine at the same time,
so that figures of two machines can be compared. One page: an invented nurse; two pages: her jobs told twice.
"""

import argparse
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
    two = one.model_copy(update={"experiences": (*one.experiences, *one.experiences, *one.experiences[:1])})
    for template in TEMPLATES:
        render(one, look_of(template), "pdf")
    settle()
    print(f"{'template':14}{'pages':>6}{'median ms':>11}{'least ms':>10}{'of a loop':>11}{'bytes':>9}  fitted")
    for resume in (one, two):
        for template in TEMPLATES:
            _row(resume, template, rounds)


def _row(resume: Resume, template: str, rounds: int) -> None:
    look = look_of(template)
    made = render(resume, look, "pdf")
    pairs = [(_milliseconds(lambda: _afresh(resume, look)), _milliseconds(_loop)) for _ in range(rounds)]
    took = [each for each, _ in pairs]
    ratio = median(each / loop for each, loop in pairs)
    print(
        f"{template:14}{made.pages or 0:>6}{median(took):>11.0f}{min(took):>10.0f}{ratio:>11.2f}{len(made.data):>9,}"
        f"  {made.fitted[0] if made.fitted else ''}"
    )


def _afresh(resume: Resume, look: Look) -> None:
    """A page as a child makes it: the layout kept for a Word twin would hide most of the work from the second round on."""
    typeset_of.cache_clear()
    render(resume, look, "pdf")


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _loop() -> int:
    return sum(len(str(number)) for number in range(200_000))


if __name__ == "__main__":
    main()
