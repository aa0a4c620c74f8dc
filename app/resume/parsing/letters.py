"""How two writings of one word are seen as the same: compatibility forms, case and accents set aside."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w+#&]+")


def plain(text: str) -> str:
    """The text casefolded and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def key(text: str) -> str:
    """The words of a text, casefolded, without accents and punctuation, one space between them."""
    return _NOT_WORD.sub(" ", plain(text).replace("_", " ")).strip()


def bare(text: str) -> str:
    """Only letters and digits after NFKC and casefold: what remains the same however a line was broken or marked."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def shouted(text: str) -> bool:
    """Whether the text has letters and all that have a case are capitals."""
    return text.upper() == text and text.lower() != text
