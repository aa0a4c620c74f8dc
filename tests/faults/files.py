"""Files that hurt a reader, made here: small recipes instead of binaries in the repository."""

import zlib

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /F 10 0 R >> >> /Contents 4 0 R >>"


def pdf(objects: dict[int, bytes]) -> bytes:
    """A PDF of these numbered objects, object 1 being the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    for number in range(1, max(objects) + 1):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start))


def stream(head: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def hanging_pdf(depth: int = 29) -> bytes:
    """A form that draws a form twice, and so on: two to the power of `depth` drawings."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: PAGE,
        4: stream(b"", b"/F Do"),
    }
    for level in range(depth):
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /F %d 0 R >> >>" % (11 + level)
        objects[10 + level] = stream(head, b"/F Do /F Do")
    objects[10 + depth] = stream(b"/Type /XObject /Subtype /Form /BBox [0 0 1 1]", b"0 0 1 1 re f")
    return pdf(objects)


def deep_outline_pdf(depth: int = 70_000) -> bytes:
    """An outline so deep that the reader's stack ends before it: a crash, not an exception."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/Outlines 10 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
    }
    for level in range(depth):
        objects[10 + level] = b"<</Title()/Parent %d 0 R/First %d 0 R>>" % (9 + level, 11 + level)
    objects[10 + depth] = b"<</Title()/Parent %d 0 R>>" % (9 + depth)
    return pdf(objects)


def hungry_pdf(megabytes: int = 3000) -> bytes:
    """A page whose content unpacks to gigabytes of text."""
    packer = zlib.compressobj(9)
    piece = b"BT /F1 9 Tf (" + b"x" * 1000 + b") Tj ET\n"
    packed = b"".join([*(packer.compress(piece * 1000) for _ in range(megabytes)), packer.flush()])
    return pdf({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        4: stream(b"/Filter /FlateDecode", packed),
    })  # fmt: skip
