"""Readers for spreadsheets: XLSX workbooks and CSV."""

from pipeline.ingest.sheet.delimited import read_csv

__all__ = ("read_csv",)
