"""Readers for spreadsheets: `workbook` for XLSX, `delimited` for CSV."""
