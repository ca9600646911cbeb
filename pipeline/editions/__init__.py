"""Editions: what was published when, what became of it, and the proof of it."""

from pipeline.editions.aside import Aside, check_unpublished, last_version, occupant, set_aside
from pipeline.editions.chain import Chain, artifact_fault, history
from pipeline.editions.continuity import Continuity, continuity
from pipeline.editions.folder import Edition, Entry, Withdrawn, entry_name, has_records
from pipeline.editions.past import past_editions
from pipeline.editions.published import frozen_plan, published_file, published_plan
from pipeline.editions.record import (
    AcceptedFinding,
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
from pipeline.editions.start import (
    Start,
    check_replaceable,
    day_text,
    edition_text,
    find_start,
)
from pipeline.editions.versions import tool_versions
from pipeline.editions.withdrawal import (
    Withdrawal,
    withdrawal_from_json,
    withdrawal_name,
    withdrawal_to_json,
)

__all__ = (
    "AcceptedFinding",
    "Artifact",
    "Aside",
    "Chain",
    "Continuity",
    "Correction",
    "Edition",
    "EditionRecord",
    "Entry",
    "Follows",
    "Start",
    "Withdrawal",
    "Withdrawn",
    "artifact_fault",
    "carried_record",
    "check_replaceable",
    "check_unpublished",
    "continuity",
    "day_text",
    "edition_text",
    "entry_name",
    "find_start",
    "frozen_plan",
    "has_records",
    "history",
    "last_version",
    "make_record",
    "occupant",
    "past_editions",
    "published_file",
    "published_plan",
    "record_from_json",
    "record_name",
    "record_to_json",
    "set_aside",
    "sha256",
    "tool_versions",
    "with_artifacts",
    "withdrawal_from_json",
    "withdrawal_name",
    "withdrawal_to_json",
)
