"""Findings in the order in which they matter, and those that a person has accepted."""

from pipeline.accept.file import Acceptance, Acceptances, load_acceptances, with_acceptance
from pipeline.accept.item import Item, items_of, ordered, without_repeats
from pipeline.accept.stop import stop_at, stop_at_reading, stops

__all__ = (
    "Acceptance",
    "Acceptances",
    "Item",
    "items_of",
    "load_acceptances",
    "ordered",
    "stop_at",
    "stop_at_reading",
    "stops",
    "with_acceptance",
    "without_repeats",
)
