"""Editions: what was published when, and the proof of it."""

from pipeline.editions.chain import Chain, Edition, frozen_plan, history, predecessor
from pipeline.editions.record import (
    Artifact,
    EditionRecord,
    Follows,
    make_record,
    record_from_json,
    record_name,
    record_to_json,
    with_artifacts,
)

__all__ = (
    "Artifact",
    "Chain",
    "Edition",
    "EditionRecord",
    "Follows",
    "frozen_plan",
    "history",
    "make_record",
    "predecessor",
    "record_from_json",
    "record_name",
    "record_to_json",
    "with_artifacts",
)
