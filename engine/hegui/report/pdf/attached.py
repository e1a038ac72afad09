"""``report.json`` within the PDF, as an associated file: whoever has the report has its data."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFStream,
    PDFStreamFilterZCompress,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

NAME = "report.json"


def attach(canvas: Canvas, content: bytes) -> None:
    """Embed the file and name it in the catalogue, as the data that the pages show."""
    file = canvas._doc  # noqa: SLF001 - there is no other way
    params = PDFDictionary({"Size": len(content)})
    embedded = PDFStream(
        PDFDictionary({"Type": PDFName("EmbeddedFile"), "Subtype": PDFName("application#2Fjson"), "Params": params}),
        content,
        [PDFStreamFilterZCompress()],
    )
    stream = file.Reference(embedded)
    specification = file.Reference(_Specification(stream))
    file.Catalog.__NoDefault__ = [*PDFCatalog.__NoDefault__, "AF"]
    file.Catalog.AF = PDFArray([specification])
    file.Catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray([PDFString(NAME), specification])})})


class _Specification(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """What a reader is told of the file."""

    __RefOnly__ = 1

    def __init__(self, stream: PDFObject) -> None:
        self.stream = stream

    def format(self, document: object) -> bytes:
        """The dictionary as written."""
        said = {
            "Type": PDFName("Filespec"),
            "F": PDFString(NAME),
            "UF": PDFString(NAME),
            "Desc": PDFString("hegui/report/1"),
            "AFRelationship": PDFName("Data"),
            "EF": PDFDictionary({"F": self.stream, "UF": self.stream}),
        }
        written: bytes = PDFDictionary(said).format(document)
        return written
