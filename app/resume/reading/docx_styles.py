"""How a DOCX sets its words: styles with what they are based on, numbering, theme fonts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from app.resume.reading.bullets import DRAWN, symbol_bullet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HALF_POINTS = 2.0
_TWIPS = 20.0
_DEEPEST_STYLE = 12

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is set. Sizes in points."""

    font: str = ""
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    color: int = 0
    capitals: bool = False
    hidden: bool = False
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set. White and indents in points; `outline` counts from 0 for Heading 1."""

    look: Look = Look()
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    outline: int | None = None
    number: tuple[str, int] | None = None
    ruled: bool = False
    shaded: bool = False
    name: str = ""


class Styles:
    """The styles of a document by id, each resolved against what it is based on."""

    def __init__(self, root: Element | None, theme: Mapping[str, str]) -> None:
        self._theme = theme
        self._found: dict[str, Element] = {}
        self._resolved: dict[str, Setting] = {}
        self._base = Setting()
        self._default = ""
        if root is not None:
            self._learn(root)

    def setting(self, style: str | None) -> Setting:
        """What a paragraph style says, with all it inherits."""
        return self._resolve(style or self._default, 0)

    def apply(self, setting: Setting, properties: Element | None) -> Setting:
        """The setting after a paragraph's own properties."""
        return setting if properties is None else _paragraph(setting, properties, self._theme)

    def run(self, look: Look, properties: Element | None) -> Look:
        """The look after a run's own properties and character style."""
        if properties is None:
            return look
        style = properties.find(W + "rStyle")
        if style is not None:
            found = self._found.get(style.get(W + "val", ""))
            look = look if found is None else _look(look, found.find(W + "rPr"), self._theme)
        return _look(look, properties, self._theme)

    def _learn(self, root: Element) -> None:
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            look = _look(Look(), defaults.find(f"{W}rPrDefault/{W}rPr"), self._theme)
            self._base = _paragraph(Setting(look=look), defaults.find(f"{W}pPrDefault/{W}pPr"), self._theme)
        for style in root.iter(W + "style"):
            name = style.get(W + "styleId", "")
            self._found[name] = style
            if style.get(W + "default") in {"1", "true"} and style.get(W + "type") == "paragraph":
                self._default = name

    def _resolve(self, name: str, depth: int) -> Setting:
        style = self._found.get(name)
        if style is None or depth > _DEEPEST_STYLE:
            return self._base
        if name not in self._resolved:
            based = style.find(W + "basedOn")
            parent = self._base if based is None else self._resolve(based.get(W + "val", ""), depth + 1)
            own = replace(parent, look=_look(parent.look, style.find(W + "rPr"), self._theme))
            own = _paragraph(own, style.find(W + "pPr"), self._theme)
            label = style.find(W + "name")
            self._resolved[name] = replace(own, name=(label.get(W + "val", "") if label is not None else name).lower())
        return self._resolved[name]


def theme_fonts(root: Element | None) -> dict[str, str]:
    """The families that `majorHAnsi` and `minorHAnsi` stand for."""
    if root is None:
        return {}
    fonts = {}
    for kind in ("major", "minor"):
        latin = root.find(f".//{_A}{kind}Font/{_A}latin")
        if latin is not None:
            fonts[kind] = latin.get("typeface", "")
    return fonts


def number(element: Element | None, attribute: str = "val") -> float | None:
    """A number in an attribute, or None."""
    if element is None:
        return None
    try:
        return float(element.get(W + attribute, ""))
    except ValueError:
        return None


def is_on(properties: Element, name: str, before: bool) -> bool:
    """A switch such as `w:b`: absent leaves it, without a value turns it on."""
    switch = properties.find(W + name)
    if switch is None:
        return before
    return switch.get(W + "val", "true").lower() not in {"0", "false", "off", "none"}


def _look(look: Look, properties: Element | None, theme: Mapping[str, str]) -> Look:
    if properties is None:
        return look
    half = number(properties.find(W + "sz"))
    return Look(
        font=_font(properties.find(W + "rFonts"), theme) or look.font,
        size=look.size if half is None else half / _HALF_POINTS,
        bold=is_on(properties, "b", look.bold),
        italic=is_on(properties, "i", look.italic),
        color=_color(properties.find(W + "color"), look.color),
        capitals=is_on(properties, "caps", look.capitals) or is_on(properties, "smallCaps", False),
        hidden=is_on(properties, "vanish", look.hidden) or is_on(properties, "webHidden", False),
        shaded=look.shaded or _shaded(properties),
    )


def _shaded(properties: Element) -> bool:
    shade, highlight = properties.find(W + "shd"), properties.find(W + "highlight")
    filled = shade is not None and shade.get(W + "fill", "auto").lower() not in {"auto", "ffffff", ""}
    return filled or (highlight is not None and highlight.get(W + "val") not in {"none", "white"})


def _font(fonts: Element | None, theme: Mapping[str, str]) -> str:
    if fonts is None:
        return ""
    named = fonts.get(W + "asciiTheme") or fonts.get(W + "hAnsiTheme") or ""
    family = theme.get(named[:5], "") or fonts.get(W + "ascii", "") or fonts.get(W + "hAnsi", "")
    return family.split(";", 1)[0]


def _color(color: Element | None, before: int) -> int:
    if color is None:
        return before
    try:
        return int(color.get(W + "val", ""), 16)
    except ValueError:
        return 0


def _paragraph(setting: Setting, properties: Element | None, theme: Mapping[str, str]) -> Setting:
    if properties is None:
        return setting
    spacing, indent = properties.find(W + "spacing"), properties.find(W + "ind")
    outline = number(properties.find(W + "outlineLvl"))
    before, after = number(spacing, "before"), number(spacing, "after")
    left = number(indent, "left") or number(indent, "start")
    border = properties.find(f"{W}pBdr/{W}bottom")
    return replace(
        setting,
        before=setting.before if before is None else before / _TWIPS,
        after=setting.after if after is None else after / _TWIPS,
        indent=setting.indent if left is None else left / _TWIPS,
        outline=setting.outline if outline is None else int(outline),
        number=_numbered(properties.find(W + "numPr"), setting.number),
        shaded=setting.shaded or _shaded(properties),
        ruled=setting.ruled or (border is not None and border.get(W + "val") not in {"nil", "none"}),
    )


def _numbered(numbering: Element | None, before: tuple[str, int] | None) -> tuple[str, int] | None:
    if numbering is None:
        return before
    which, level = numbering.find(W + "numId"), number(numbering.find(W + "ilvl"))
    name = which.get(W + "val", "0") if which is not None else (before[0] if before else "0")
    return None if name == "0" else (name, int(level or 0))


class Numbering:
    """The lists of a document: which marker a level has, and how far it is set in."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if root is not None:
            self._learn(root)

    def marker(self, which: tuple[str, int]) -> str | None:
        """The marker of the next item of a list's level: its glyph, or its number as printed."""
        name, at = which
        level = self._levels.get(name, {}).get(at)
        if level is None:
            return DRAWN
        form, text = level.find(W + "numFmt"), level.find(W + "lvlText")
        kind = form.get(W + "val", "decimal") if form is not None else "decimal"
        label = text.get(W + "val", "") if text is not None else ""
        if kind == "none" or not label:
            return None
        return _glyph(label) if kind == "bullet" else self._counted(name, at, kind, label)

    def indent(self, which: tuple[str, int]) -> float | None:
        """How far the words of a list's level are set in, in points."""
        level = self._levels.get(which[0], {}).get(which[1])
        indent = level.find(f"{W}pPr/{W}ind") if level is not None else None
        left = number(indent, "left") or number(indent, "start")
        return None if left is None else left / _TWIPS

    def _learn(self, root: Element) -> None:
        abstract = {each.get(W + "abstractNumId", ""): each for each in root.iter(W + "abstractNum")}
        for each in root.iter(W + "num"):
            link = each.find(W + "abstractNumId")
            base = abstract.get(link.get(W + "val", "")) if link is not None else None
            levels = {} if base is None else _by_level(base)
            for override in each.iter(W + "lvlOverride"):
                levels.update(_by_level(override))
            self._levels[each.get(W + "numId", "")] = levels

    def _counted(self, name: str, at: int, kind: str, label: str) -> str:
        self._counts[name, at] = self._counts.get((name, at), 0) + 1
        for deeper in [key for key in self._counts if key[0] == name and key[1] > at]:
            del self._counts[deeper]
        for level in range(at + 1):
            label = label.replace(f"%{level + 1}", _written(self._counts.get((name, level), 1), kind))
        return label


def _by_level(parent: Element) -> dict[int, Element]:
    return {int(number(level, "ilvl") or 0): level for level in parent.iter(W + "lvl")}


def _glyph(label: str) -> str:
    bare = label.strip()[:1]
    return (symbol_bullet(bare) or bare) if bare else DRAWN


def _written(count: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"}:
        roman = _roman(count)
        return roman.upper() if kind == "upperRoman" else roman
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        times, count = divmod(count, value)
        written += sign * times
    return written
