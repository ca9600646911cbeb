"""Layouts: how a force's plan looks, as data that anybody can write."""

from pipeline.layout.colour import ENOUGH, contrast
from pipeline.layout.columns import Columns, EvidenceColumn, LayoutColumn
from pipeline.layout.digest import font_digests, layout_digest
from pipeline.layout.files import layout_names, load_layout
from pipeline.layout.folder import BUILT_IN, built_in_folder, layout_folders, own_file
from pipeline.layout.languages import in_language, language_of, languages, split_language
from pipeline.layout.model import (
    SHEETS,
    Colours,
    FontFiles,
    Layout,
    Margins,
    PageSettings,
    PeriodLabels,
    Status,
    Type,
    UpdateWords,
    filled_date,
)
from pipeline.layout.places import Logo, Places

__all__ = (
    "BUILT_IN",
    "ENOUGH",
    "SHEETS",
    "Colours",
    "Columns",
    "EvidenceColumn",
    "FontFiles",
    "Layout",
    "LayoutColumn",
    "Logo",
    "Margins",
    "PageSettings",
    "PeriodLabels",
    "Places",
    "Status",
    "Type",
    "UpdateWords",
    "built_in_folder",
    "contrast",
    "filled_date",
    "font_digests",
    "in_language",
    "language_of",
    "languages",
    "layout_digest",
    "layout_folders",
    "layout_names",
    "load_layout",
    "own_file",
    "split_language",
)
