"""How many pages a text should fill, reckoned from the widths of its letters before anything is laid out.

Where it is near, a page that has to be fitted costs one layout instead of two, and where not, one more.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from app.resume.rendering.breaks import pieces_of_list
from app.resume.rendering.content import SEPARATOR, Block, Content, Entry, Group, Paragraph, Part, Section
from app.resume.rendering.fitting import NONE, Step, leading_at
from app.resume.rendering.look import Heights, Look, about, lists, type_of
from app.resume.rendering.widths import count_lines

_POINTS_IN_MILLIMETRE, _POINTS_IN_INCH = 72 / 25.4, 72
_HEADING, _LIST, _POINT, _PARAGRAPH = 0.42, 0.2, 0.14, 0.2
"""White in rem below a heading, above a list, between its points and between paragraphs, as in `base.css`."""
_GROUP = 0.3
"""Between groups, in rem: fitting leaves it as it is."""
POINT_INDENT = 0.95
"""How far a point is set in, in rem."""


def expected(content: Content, look: Look, step: Step = NONE) -> float:
    """The pages of a text in a look, with a step of fitting: 1.25 is one page and a quarter."""
    told, heights = type_of(look), about(look.template).heights
    size = told.size - step.size
    width, height = room_of(look, size)
    lines = sum(count_lines(pieces, told.body.family, width - indent, lead) for pieces, indent, lead in _texts(content))
    white = _white(content, heights)
    return (_set(content, heights) + lines * leading_at(step, told.leading) + white * told.space * step.space) / height


def room_of(look: Look, size: float) -> tuple[float, float]:
    """Width and height of a page's text in the size of its type, which is in points."""
    top, side, bottom = about(look.template).type.margins
    width, height = lists().page_sizes[look.page_size]
    across = width * _POINTS_IN_MILLIMETRE - 2 * side * _POINTS_IN_INCH
    down = height * _POINTS_IN_MILLIMETRE - (top + bottom) * _POINTS_IN_INCH
    return across / size, down / size


def _texts(content: Content) -> Iterator[tuple[Sequence[str], float, str]]:
    """Each paragraph as pieces that no line breaks, how far it is set in, and what stands bold before it."""
    yield from ((_joined(parts).split(" "), 0.0, "") for parts in content.header.contact_lines)
    for section in content.sections:
        for block in section.blocks:
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[tuple[Sequence[str], float, str]]:
    if isinstance(block, Paragraph):
        yield block.text.split(" "), 0.0, ""
    elif isinstance(block, Group):
        yield pieces_of_list(block.items), 0.0, f"{block.name}: " if block.name else ""
    elif block.one_line:
        yield f"{SEPARATOR}{_joined(block.under)}".lstrip().split(" "), POINT_INDENT, f"{block.title} "
    else:
        yield from ((text.split(" "), 0.0, "") for text in (_joined(block.under), *block.details) if text)
        yield from ((point.text.split(" "), 0.0 if point.prose else POINT_INDENT, "") for point in block.points)


def _joined(parts: Sequence[Part]) -> str:
    return SEPARATOR.join("".join(run.text for run in part) for part in parts)


def _set(content: Content, heights: Heights) -> float:
    """What stands as it is, in rem: the header's lines, headings, titles, the white between groups."""
    header, sections = content.header, content.sections
    name = heights.name[header.name_length] if header.name else 0
    head = name + (heights.headline if header.headline else 0) + (heights.contact if header.contact else 0) + heights.foot
    titles = sum(bool(block.title) and not block.one_line for block in _entries(content))
    groups = sum(isinstance(block, Group) for section in sections for block in section.blocks[1:])
    return head + heights.heading * len(sections) + heights.title * titles + _GROUP * groups


def _white(content: Content, heights: Heights) -> float:
    """What fitting may lessen, in rem."""
    return sum(heights.section + _HEADING + _between(section, heights) for section in content.sections)


def _between(section: Section, heights: Heights) -> float:
    after = {Paragraph: _PARAGRAPH, Group: 0.0, Entry: heights.entry}
    gaps = (_POINT if isinstance(block, Entry) and block.one_line else after[type(block)] for block in section.blocks[1:])
    return sum(gaps) + sum(_within(block) for block in section.blocks if isinstance(block, Entry))


def _within(entry: Entry) -> float:
    """The white in an entry: above its lists, between their points, between its paragraphs."""
    runs = [(prose, len(list(some))) for prose, some in groupby(entry.points, key=lambda point: point.prose)]
    between = sum((count - 1) * (_PARAGRAPH if prose else _POINT) for prose, count in runs)
    headed = bool(entry.title or entry.under or entry.details)
    return between + _LIST * (len(runs) - (not headed and bool(runs)))


def _entries(content: Content) -> list[Entry]:
    return [block for section in content.sections for block in section.blocks if isinstance(block, Entry)]
