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
    Correction,
    EditionRecord,
    Follows,
    carried_record,
    make_record,
    record_from_json,
    record_name,
    record_to_json,
    sha256,
    with_artifacts,
)
from pipeline.editions.withdrawal import (
    Withdrawal,
    withdrawal_from_json,
    withdrawal_name,
    withdrawal_to_json,
)

__all__ = (
    "Artifact",
    "Chain",
    "Correction",
    "Edition",
    "EditionRecord",
    "Follows",
    "Withdrawal",
    "carried_record",
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
    "withdrawal_from_json",
    "withdrawal_name",
    "withdrawal_to_json",
)
