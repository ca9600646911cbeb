"""Options that several commands share are the same in each."""

from __future__ import annotations

from dataclasses import fields
from inspect import signature

import pytest

from pipeline.cli.accept import accept
from pipeline.cli.add_period import add_period, correct
from pipeline.cli.review import review
from pipeline.cli.shared import Command, EditionOptions, PublishingOptions


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (add_period, PublishingOptions),
        (correct, PublishingOptions),
        (review, EditionOptions),
        (accept, EditionOptions),
    ],
)
def test_a_command_has_every_shared_option(command: Command, kind: type[EditionOptions]) -> None:
    """Each field is an option with its default, behind the options that must be given."""
    parameters = signature(command).parameters
    for field in fields(kind):
        assert parameters[field.name].default == field.default
    required = [p for p in parameters.values() if p.default is p.empty]
    assert list(parameters.values())[: len(required)] == required
    assert "shared" not in parameters
