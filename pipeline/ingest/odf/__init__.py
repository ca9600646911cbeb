"""Readers of the OpenDocument formats (ISO/IEC 26300): text documents and spreadsheets."""

from __future__ import annotations

from pipeline.ingest.odf.document import read_odt
from pipeline.ingest.odf.spreadsheet import read_ods

__all__ = ("read_ods", "read_odt")
