"""Which characters the fonts of this machine can draw: those bundled, and those of the system.

A character that no font has would come out as an empty box, and read back as another letter: it is told, never silently lost.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from cffi import FFI

from app.resume.rendering.faces import FONTS

STAND_IN = "□"
_SYSTEM, _APPLICATION = 0, 1

_HEADER = """
    typedef struct { int nfont; int sfont; void **fonts; } FcFontSet;
    void *FcInitLoadConfigAndFonts(void);
    int FcConfigAppFontAddDir(void *config, const char *folder);
    FcFontSet *FcConfigGetFonts(void *config, int set);
    int FcPatternGetCharSet(const void *pattern, const char *object, int number, void **charset);
    void *FcCharSetCreate(void);
    int FcCharSetMerge(void *into, const void *more, int *changed);
    int FcCharSetHasChar(const void *charset, uint32_t letter);
"""


def undrawable(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of these texts that no font has, in the order of their code points."""
    letters = {letter for text in texts for letter in text if not (letter.isascii() or letter.isspace())}
    library, charset = _fonts()
    return tuple(sorted(letter for letter in letters if not library.FcCharSetHasChar(charset, ord(letter))))


@cache
def _fonts() -> tuple[Any, Any]:
    """Fontconfig, and the union of what its fonts hold. The library has no types."""
    ffi = FFI()
    ffi.cdef(_HEADER)
    library = ffi.dlopen("libfontconfig.so.1")
    config = library.FcInitLoadConfigAndFonts()
    for folder in sorted(FONTS.iterdir()):
        library.FcConfigAppFontAddDir(config, str(folder).encode())
    union, found = library.FcCharSetCreate(), ffi.new("void **")
    for which in (_SYSTEM, _APPLICATION):
        fonts = library.FcConfigGetFonts(config, which)
        for at in range(fonts.nfont if fonts else 0):
            if library.FcPatternGetCharSet(fonts.fonts[at], b"charset", 0, found) == 0:
                library.FcCharSetMerge(union, found[0], ffi.NULL)
    return library, union
