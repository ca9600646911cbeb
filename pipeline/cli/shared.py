"""Options that several commands have alike, written once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from inspect import Parameter, signature
from typing import Any, get_type_hints

from pipeline.cli import options

Command = Callable[..., None]


@dataclass(frozen=True, kw_only=True)
class EditionOptions:
    """What an edition is made of: `add-period`, `correct`, `review`, `accept`."""

    plan: options.Plan = None
    updates: options.Updates = None
    name: options.Name = None
    layout: options.Layout = None
    output: options.Output = None
    title: options.Title = None
    missing: options.Missing = None
    map_: options.Map = None
    revisions: options.TrackedChanges = "refuse"
    max_pages: options.MaxPages = options.MAX_PAGES
    max_bytes: options.MaxBytes = options.MAX_BYTES
    accepted: options.Accepted = None

    def given(self) -> dict[str, Any]:
        """Return the options as `request.Given` takes them."""
        values = {f.name: getattr(self, f.name) for f in fields(EditionOptions)}
        values["map"] = values.pop("map_")
        return values


@dataclass(frozen=True, kw_only=True)
class PublishingOptions(EditionOptions):
    """How an edition is published: `add-period`, `correct`."""

    interval: options.Interval = None
    format_: options.Formats = None
    language: options.Languages = None
    published_on: options.PublishedOn = None
    sign: options.Sign = None
    reviewed_by: options.ReviewedBy = ""
    strict: options.Strict = False
    dry_run: options.DryRun = False
    whole: options.All = False
    json: options.Json = False
    quiet: options.Quiet = False

    def given(self) -> dict[str, Any]:
        """Return the options as `request.Given` takes them."""
        return {
            **EditionOptions.given(self),
            "interval": self.interval,
            "formats": tuple(dict.fromkeys(self.format_)) if self.format_ else None,
            "languages": tuple(self.language or ()),
            "published": options.day(self.published_on),
            "sign": self.sign,
            "reviewed_by": options.role(self.reviewed_by),
            "strict": self.strict,
            "dry_run": self.dry_run,
            "is_publishing": True,
        }


def with_options(kind: type[EditionOptions]) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the fields of `kind` as options.

    The command's first parameter takes them as one value. In the help its required options come
    first, then those of `kind`, then its others.
    """

    def decorate(command: Command) -> Command:
        types = get_type_hints(kind, include_extras=True)
        shared = [_option(f.name, types[f.name], f.default) for f in fields(kind)]
        hints = get_type_hints(command, include_extras=True)
        _, *own = signature(command).parameters.values()
        others = [_option(p.name, hints[p.name], p.default) for p in own]

        @wraps(command)
        def whole(**values: Any) -> None:
            command(kind(**{p.name: values.pop(p.name) for p in shared}), **values)

        required = [p for p in others if p.default is Parameter.empty]
        rest = [p for p in others if p.default is not Parameter.empty]
        parameters = [*required, *shared, *rest]
        vars(whole)["__signature__"] = signature(command).replace(parameters=parameters)
        whole.__annotations__ = {p.name: p.annotation for p in parameters}
        return whole

    return decorate


def _option(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
