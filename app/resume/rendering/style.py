"""CSS: the style that a template's folder holds, and the tokens that a look sets for it."""

from functools import cache

from app.resume.rendering.fitting import Step, leading_at
from app.resume.rendering.look import ROOM, Font, Look, Template, about, lists, type_of
from app.resume.rendering.widths import widths

FALLBACKS = {"serif": "'DejaVu Serif', serif", "sans-serif": "'DejaVu Sans', sans-serif"}


@cache
def shared_style(template: Template, *, screen: bool = False) -> str:
    """What does not change with the choices: the common style, what a `screen` needs, then the template's own."""
    names = ("base.css", *(("screen.css",) if screen else ()), f"{template}/style.css")
    return "\n".join((ROOM / "templates" / name).read_text(encoding="utf-8") for name in names)


def tokens(look: Look, step: Step) -> str:
    """The sheet of a look's own measures, with what a step of fitting takes from them."""
    told = type_of(look)
    width, height = lists().page_sizes[look.page_size]
    top, side, bottom = about(look.template).type.margins
    return (
        f"@page {{ size: {width}mm {height}mm; margin: {top}in {side}in {bottom}in }}\n"
        f":root {{ --size: {told.size - step.size:.2f}pt; --leading: {leading_at(step, told.leading):.3f};"
        f" --space: {told.space * step.space:.3f}; --accent: {told.accent};"
        f" --body: {families(told.body)}; --heading: {families(told.heading)}; --dot: {widths(told.body.family)['•']:.3f}rem }}"
    )


def families(font: Font) -> str:
    """The family with those that hold its other scripts, then what the machine has.

    Each file of a face goes by a name of its own: WeasyPrint tells embedded fonts apart by name, and would mix the glyphs of
    two files of one name.
    """
    names = (font.family, *(f"{font.family} {script}" for script in ("Extended", "Greek", "Cyrillic")))
    return ", ".join((*(f"'{name}'" for name in names), FALLBACKS[font.generic]))
