"""Publish a public body's action plan, and bring it up to date, in one command.

What is listed in `__all__` is the public surface (docs/api.md); all else may change.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.check import check_plan
    from pipeline.columns import Column, Columns, Level, Period, Role
    from pipeline.diff import diff_plans
    from pipeline.draft import Request
    from pipeline.layout import load_layout
    from pipeline.load import load_plan
    from pipeline.merge import add_period
    from pipeline.model import Action, Detail, Plan, Recommendation
    from pipeline.periodcolumn import Answer, NewAction, PeriodColumn
    from pipeline.publish import publish_period
    from pipeline.render import render_plan
    from pipeline.richtext import RichText, plain_text
    from pipeline.settings import CheckSettings

__version__ = "0.1.0"

__all__ = (
    "Action",
    "Answer",
    "CheckSettings",
    "Column",
    "Columns",
    "Detail",
    "Level",
    "NewAction",
    "Period",
    "PeriodColumn",
    "Plan",
    "Recommendation",
    "Request",
    "RichText",
    "Role",
    "__version__",
    "add_period",
    "check_plan",
    "diff_plans",
    "load_layout",
    "load_plan",
    "plain_text",
    "publish_period",
    "render_plan",
)

_MODULES = {
    "pipeline.check": ("check_plan",),
    "pipeline.columns": ("Column", "Columns", "Level", "Period", "Role"),
    "pipeline.diff": ("diff_plans",),
    "pipeline.draft": ("Request",),
    "pipeline.layout": ("load_layout",),
    "pipeline.load": ("load_plan",),
    "pipeline.merge": ("add_period",),
    "pipeline.model": ("Action", "Detail", "Plan", "Recommendation"),
    "pipeline.periodcolumn": ("Answer", "NewAction", "PeriodColumn"),
    "pipeline.publish": ("publish_period",),
    "pipeline.render": ("render_plan",),
    "pipeline.richtext": ("RichText", "plain_text"),
    "pipeline.settings": ("CheckSettings",),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Return a public name from the module that has it, which is imported then (PEP 562).

    `publish --help` imports this package and none of them.
    """
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
