"""The nonconformity report as PDF, for people who sign it (REPORTS, PDF nonconformity report)."""

from __future__ import annotations

from pathlib import Path

from hegui.words.record import Record
from hegui.words.text import Language


def as_pdf(record: Record, path: Path, language: Language, data: bytes | None = None) -> None:
    """Write the report; the same record gives the same bytes.

    Args:
        record: what is reported.
        path: of the file.
        language: of the text.
        data: the record as JSON, which is attached; where it is not given it is made.

    Raises:
        OSError: the file cannot be written.
    """
    from hegui.report.pdf.document import write_document

    write_document(record, path, language, data)
