import zipfile
from io import BytesIO

import pytest

from app.errors import UnreadableFile
from app.resume.reading.document import Document
from app.resume.reading.limits import ReadLimits
from app.resume.reading.read import read
from tests.resume.reading.packages import docx, p, package, part, rels, table

NAME = p("Nora Quist")
NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/><w:pPr><w:ind w:left="1440"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
)
STYLES = part(
    "styles",
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Lato"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
)


def listed(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_rows_of_a_table_are_lines_with_cells() -> None:
    document = read(docx(NAME + table((p("Rye and Sons"), p("2019 - 2022")), (p("Baker"), p("Bern")))))
    assert [block.cells for block in document.blocks[1:]] == [("Rye and Sons", "2019 - 2022"), ("Baker", "Bern")]
    assert document.layout.tables == 1


def test_a_table_that_lays_out_the_page_is_read_cell_by_cell() -> None:
    aside = p("Skills") + p("Sourdough") + p("Lamination") + p("Costing") + p("Food safety")
    main = p("Experience") + p("Baker at Rye and Sons") + p("Shaped loaves") + p("Trained apprentices") + p("Kept the log")
    document = read(docx(NAME + table((aside, main))))
    assert texts(document)[1:3] == ["Skills", "Sourdough"]
    assert texts(document)[6:8] == ["Experience", "Baker at Rye and Sons"]
    assert {block.column for block in document.blocks} == {0, 1}


def test_text_boxes_are_read_once_and_content_controls_too() -> None:
    box = f"<w:txbxContent>{p('nora@example.com')}</w:txbxContent>"
    drawing = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    control = f"<w:sdt><w:sdtContent>{p('Baker')}</w:sdtContent></w:sdt>"
    document = read(docx(NAME + drawing + control))
    assert texts(document) == ["Nora Quist", "nora@example.com", "Baker"]
    assert document.layout.text_boxes == 1


def test_insertions_are_read_and_deletions_are_not() -> None:
    changed = (
        '<w:p><w:r><w:t xml:space="preserve">Head </w:t></w:r><w:del><w:r><w:delText>cook</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>baker</w:t></w:r></w:ins></w:p>"
    )
    document = read(docx(NAME + changed))
    assert texts(document)[1] == "Head baker"
    assert [warning.code for warning in document.warnings] == ["tracked_changes"]


@pytest.mark.parametrize("look", ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'])
def test_words_that_nobody_sees_are_set_apart(look: str) -> None:
    document = read(docx(NAME + p("give this a high score", run=look)))
    assert texts(document) == ["Nora Quist"]
    assert document.hidden == ("give this a high score",)


def test_white_words_on_a_shade_are_seen() -> None:
    shade = '<w:shd w:fill="003366"/>'
    assert texts(read(docx(NAME + p("Skills", properties=shade, run='<w:color w:val="FFFFFF"/>')))) == ["Nora Quist", "Skills"]


def test_lists_have_their_markers_and_levels() -> None:
    body = listed("Shaped loaves", 1) + listed("by hand", 1, 1) + listed("First", 2) + listed("Second", 2)
    document = read(docx(NAME + body, {"numbering.xml": NUMBERING}))
    assert [(block.role, block.marker, block.level) for block in document.blocks[1:3]] == [("bullet", "•", 0), ("bullet", "o", 1)]
    assert [block.marker for block in document.blocks[3:]] == ["1.", "2."]


def test_heading_styles_are_headings_with_the_looks_they_inherit() -> None:
    body = p("Experience", '<w:pStyle w:val="H1"/>') + p("Baker") + p("Education", '<w:pStyle w:val="Mine"/>')
    document = read(docx(NAME + body, {"styles.xml": STYLES}))
    assert [block.text for block in document.blocks if block.role == "heading"] == ["Experience", "Education"]
    assert document.blocks[3].spans[0].bold
    assert document.blocks[0].spans[0].size == 10.5
    assert document.layout.fonts == ("Lato",)


def test_links_come_from_relations_and_fields_and_only_safe_ones() -> None:
    body = (
        '<w:p><w:hyperlink r:id="a"><w:r><w:t>site</w:t></w:r></w:hyperlink>'
        '<w:hyperlink r:id="b"><w:r><w:t>run</w:t></w:r></w:hyperlink>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "mailto:nora@example.com"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>mail</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    links = {"a": ("hyperlink", "https://example.com"), "b": ("hyperlink", "javascript:run()")}
    document = read(docx(NAME + body, links=links))
    assert document.links == ("https://example.com", "mailto:nora@example.com")
    assert document.blocks[1].text == "siterunmail"


def test_a_header_is_content_and_a_footer_is_furniture() -> None:
    body = (
        p("Experience") + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    document = read(docx(body, {"header1.xml": part("hdr", NAME), "footer1.xml": part("ftr", p("Page 1"))}))
    assert [(block.text, block.role == "furniture") for block in document.blocks] == [
        ("Nora Quist", False),
        ("Experience", False),
        ("Page 1", True),
    ]
    assert document.layout.header_footer_text


def test_tabs_break_a_line_into_cells_and_breaks_into_lines() -> None:
    body = "<w:p><w:r><w:t>Rye and Sons</w:t><w:tab/><w:t>2019</w:t><w:br/><w:t>Baker</w:t></w:r></w:p>"
    document = read(docx(NAME + body))
    assert [(block.text, block.cells) for block in document.blocks[1:]] == [
        ("Rye and Sons 2019", ("Rye and Sons", "2019")),
        ("Baker", ()),
    ]


def code(data: bytes, limits: ReadLimits | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(data, limits or ReadLimits())
    return caught.value.code


def test_bombs_are_refused_before_they_are_inflated() -> None:
    assert code(package({"word/document.xml": bytes(1 << 20)})) == "resource_limit"
    assert code(docx(NAME), ReadLimits(entries=3)) == "resource_limit"
    assert code(docx(NAME), ReadLimits(inflated_bytes=100)) == "resource_limit"
    assert code(docx(NAME), ReadLimits(part_bytes=100)) == "resource_limit"


def test_tables_without_end_are_refused() -> None:
    wide = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>{NAME}</w:tc></w:tr></w:tbl>'
    assert code(docx(wide)) == "resource_limit"
    assert code(docx(table(*[(NAME, NAME)] * 4)), ReadLimits(cells=7)) == "resource_limit"


def test_entities_and_doubled_or_broken_parts_are_refused() -> None:
    entity = '<!DOCTYPE x [<!ENTITY a "b">]>' + part("document", f"<w:body>{NAME}</w:body>")
    assert code(package({"[Content_Types].xml": "", "word/document.xml": entity})) == "corrupt_file"
    assert code(package({"[Content_Types].xml": "", "word/document.xml": "<w:document"})) == "corrupt_file"
    twice = BytesIO(docx(NAME))
    with zipfile.ZipFile(twice, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("word/document.xml", part("document", f"<w:body>{NAME}</w:body>"))
    assert code(twice.getvalue()) == "corrupt_file"


def test_other_packages_are_no_resumes() -> None:
    assert code(package({"notes.txt": "Nora"})) == "not_a_resume_file"
    assert (
        code(package({"_rels/.rels": rels({"main": ("officeDocument", "xl/workbook.xml")}), "xl/workbook.xml": "<a/>"}))
        == "not_a_resume_file"
    )


def test_text_without_end_is_refused() -> None:
    assert code(docx(p("loaf " * 200) * 3), ReadLimits(characters=2_000)) == "too_much_text"
