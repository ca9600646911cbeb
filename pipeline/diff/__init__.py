"""Two plans in, what changed between them out."""

from pipeline.diff.change import Change, PlanDiff
from pipeline.diff.columns import field_names
from pipeline.diff.compare import diff_plans
from pipeline.diff.match import Matching, Pairs, match_plans
from pipeline.diff.words import Segment, excerpt, segments

__all__ = (
    "Change",
    "Matching",
    "Pairs",
    "PlanDiff",
    "Segment",
    "diff_plans",
    "excerpt",
    "field_names",
    "match_plans",
    "segments",
)
