"""From a file's bytes to its printed lines."""

import sys

# PyMuPDF brings a layout model and its runtime along where it can import them: 90 MB in the parent of every child, and a
# start half a second longer, for what is never called here. Both are optional to it.
for optional in ("pymupdf.layout", "pymupdf4llm"):
    sys.modules.setdefault(optional, None)  # type: ignore[arg-type]  # None is how Python is told that a module is not to be had
