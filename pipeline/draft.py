"""An edition on its way: what is asked for, the plan with its new period, and what is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.arrange import arranged
from pipeline.column import Missing, PreparedColumn, make_column, next_period
from pipeline.dates import months_later
from pipeline.edition import (
    Before,
    Intent,
    NewEdition,
    changes_in,
    corrected,
    find_before,
    make_edition,
)
from pipeline.editionfiles import signature_findings
from pipeline.editions import (
    Aside,
    Edition,
    carried_record,
    check_replaceable,
    find_start,
    history,
    past_editions,
    record_name,
    record_to_json,
    set_aside,
)
from pipeline.editions.record import RECORD_ENDING
from pipeline.findings import Finding, Severity, Source, Sources
from pipeline.ingest import DEFAULT_OPTIONS, ReadOptions
from pipeline.layout import Layout, in_language, split_language
from pipeline.load import Loaded, load_plan
from pipeline.model import Plan
from pipeline.parse.headings import Role, own_headings
from pipeline.publication import Publication, Sentence, titled
from pipeline.render import PUBLISHED
from pipeline.settings import FIRST_PLAN, CheckSettings
from pipeline.signing import Signer, sign_pdf
from pipeline.silence import Updates

if TYPE_CHECKING:
    from pipeline.accept import Acceptances, Item

Progress = Callable[[str], None]
"""Is called with what begins, in words for the terminal."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of `add-period` and `correct`."""

    date: dt.date
    plan: Path | None
    """The existing plan; None for the edition before, or `first_plan` where there is none."""
    updates: Updates
    layout: str
    output: Path
    name: str
    """The artifacts' name; the date and the format's ending are put behind it."""
    formats: tuple[str, ...] | None = None
    """None for those of the edition that is replaced, else for those that are usual."""
    languages: tuple[str, ...] = ()
    """The language of the printed words, then those of further web pages; empty for the layout's
    own."""
    strict: bool = False
    dry_run: bool = False
    missing: Missing | None = None
    """What is printed where nobody answered; None if that was not chosen."""
    amend: str = ""
    """Why an earlier cell may differ from what was published; empty where none may."""
    correct: str = ""
    """Why an edition of this date is replaced; empty where none may be."""
    published: dt.date | None = None
    """The day of publication; None for the period's date."""
    sign: Signer | None = None
    """The key that signs the PDF and the record; None for an edition without signatures."""
    first_plan: Path = FIRST_PLAN
    title: str = ""
    """The plan's title where the plan has none."""
    interval: int = 0
    """Months from one update to the next, which the web page announces; 0 where none is due."""
    options: ReadOptions = DEFAULT_OPTIONS
    mapping: Mapping[str, Role] = field(default_factory=dict)
    check: CheckSettings = field(default_factory=CheckSettings)
    acceptances: Acceptances = field(default_factory=dict)
    """The findings that a person has accepted."""
    reviewed_by: str = ""
    """The role of the person who released the edition; kept in the record and not printed."""

    @property
    def intent(self) -> Intent:
        """What is to become of the plan with its new period."""
        signed = self.sign.signed if self.sign else None
        return Intent(self.name, self.published or self.date, self.correct, self.amend, signed)


@dataclass(frozen=True)
class Draft:
    """An edition on its way, with what it was made of."""

    request: Request
    layout: Layout
    existing: Loaded
    before: Before
    aside: Aside
    plan: Plan
    """The plan before the new period, as the layout arranges it."""
    column: PreparedColumn
    edition: NewEdition
    left_out: tuple[str, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """Those that were asked for, else those of the edition that is replaced, else the usual."""
        if self.request.formats or not (replaced := self.before.start.replaces):
            return self.request.formats or PUBLISHED
        stem = record_name(replaced.record).removesuffix(RECORD_ENDING)
        return tuple(a.name.removeprefix(f"{stem}.") for a in replaced.record.artifacts)

    @property
    def again(self) -> Edition | None:
        """The published edition of the same plan, if the draft is that edition again."""
        replaced = self.before.start.replaces
        return replaced if replaced and replaced.record.plan == self.edition.record.plan else None

    def sign(self, pdf: bytes) -> bytes:
        """Return `pdf` with the signature of the day of publication, if it is to be signed."""
        key = self.request.sign
        return sign_pdf(pdf, key, self.edition.record.day) if key else pdf

    @property
    def publication(self) -> Publication:
        """What a renderer is given."""
        edition = self.edition
        return Publication(
            edition.plan,
            self.layout,
            f"{self.request.name}-{self.request.date.isoformat()}",
            changes=edition.changes,
            translated=self._translated(),
            correction=edition.correction,
            record=record_to_json(carried_record(edition.record)),
            editions=past_editions(self.before.chain, edition.record),
            next_update=months_later(self.request.date, self.request.interval),
        )

    def _translated(self) -> dict[str, tuple[Sentence, ...]]:
        """Return the change note in each language of a further web page."""
        tags = filter(None, (split_language(format_)[0] for format_ in self.formats))
        return {
            tag: changes_in(self.before, self.edition, in_language(self.layout, tag))
            for tag in tags
        }

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All findings, those first that matter most."""
        from pipeline.accept import items_of, without_repeats  # while the PDF is set

        receipt, chain = self.existing.receipt, self.before.chain
        start = self.before.start
        kept = tuple(replace(f, severity=Severity.WARNING) for f in chain.findings)
        unsigned = tuple(signature_findings(start.replaces or start.follows, self.request.sign))
        before = self._checked(self.plan)
        checked = self._checked(self.edition.plan)
        groups = (unsigned, self.column.findings, checked, receipt.findings, kept)
        findings = without_repeats(groups, self.request.check.rules)
        former = (*kept, *receipt.findings, *before)
        return items_of(findings, self.edition.plan, former, self.request.acceptances)

    def _checked(self, plan: Plan) -> tuple[Finding, ...]:
        """Return what the rules find in `plan` under the title that a person gave it."""
        from pipeline.check import check_plan

        receipt = self.existing.receipt
        titled_plan = replace(plan, title=self.existing.plan.title or self.request.title)
        sources = {**receipt.sources, **self._answered}
        # The new column has a finding of its own for each action that nobody answered.
        rules = {**self.request.check.rules, "update-missing": False}
        check = replace(self.request.check, rules=rules)
        return check_plan(titled_plan, self.layout, check, receipt.findings, sources)

    @property
    def _answered(self) -> Sources:
        """Return which file each update of the new period came from."""
        label = self.column.column.period.label
        return {(key, label): Source(file.path) for file in self.column.files for key in file.keys}


def make_draft(request: Request, layout: Layout, progress: Progress) -> Draft:
    """Return the edition that is asked for, held against what was published before.

    Raises a PublishError if the plan or the updates cannot be taken.
    """
    chain = history(request.output)
    if request.correct:
        check_replaceable(chain, request.name, request.date, "corrected")
    start = find_start(chain, request.name, request.date, request.plan, request.first_plan)
    aside = set_aside(chain, request.name, request.date)
    progress(start.message or "Reading the existing plan")
    mapping = {**own_headings(layout), **request.mapping}
    existing = load_plan(start.plan, request.options, mapping)
    shown = arranged(titled(existing.plan, layout, request.title), layout)
    plan = shown.plan
    before = find_before(chain, start, plan, layout, request.date)
    period = next_period(plan, request.date, layout)
    progress("Reading the updates")
    column = make_column(
        plan,
        period,
        request.updates,
        layout,
        request.missing,
        request.options,
        is_continued=start.follows is not None,
    )
    progress(f"Adding {period.label}")
    edition = make_edition(before, plan, column, request.intent, layout)
    return Draft(request, layout, existing, before, aside, plan, column, edition, shown.left_out)


def corrected_draft(draft: Draft) -> Draft:
    """Return `draft`, of a plan that is published already, as a correction of that edition."""
    edition = corrected(
        draft.edition, draft.before, draft.column, draft.request.intent, draft.layout
    )
    return replace(draft, edition=edition)
