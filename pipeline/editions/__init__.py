"""Editions: what was published when, and the proof of it."""

from pipeline.editions.chain import (
    Chain,
    Edition,
    frozen_plan,
    history,
    predecessor,
    published_plan,
)
from pipeline.editions.record import (
    Artifact,
    EditionRecord,
    Follows,
    make_record,
    record_from_json,
    record_name,
    record_to_json,
    sha256,
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
    "published_plan",
    "record_from_json",
    "record_name",
    "record_to_json",
    "sha256",
    "with_artifacts",
)
