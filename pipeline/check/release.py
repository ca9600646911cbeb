"""Rules for what should not go out: addresses, numbers, names, markings, leftovers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from pipeline.check.example import Example
from pipeline.check.rule import Family, Hit, Rule, quoted, reader_found
from pipeline.check.subject import Subject
from pipeline.findings import Place, Severity
from pipeline.richtext import line_text

# Every pattern is bounded: a cell may hold ten million letters.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# 03 and 08 numbers are lines for the public and are meant to be published.
_PHONE = re.compile(
    r"(?<![\w/.-])(?:\+44\s?(?:\(0\)\s?)?|\(?0)[12579](?:[\s()-]{0,2}\d){8,9}(?![\w/])"
    r"|\bext(?:n|ension)?\.?:? ?\d{3,6}\b",
)
_COLLAR = re.compile(
    r"\b(?:PC|PS|DC|DS|TDC|PCSO|SC|Sgt|Insp)\s?(?!(?:19|20)\d\d\b)\d{3,6}\b"
    r"|\b(?i:collar|warrant|shoulder)\s(?i:numbers?|nos?\.?):?\s?[A-Z]{0,2}\d{2,6}\b"
)
_RANKS = (
    *("PC", "PS", "DC", "TDC", "DS", "DI", "DCI", "DSU", "DCS", "ACC", "DCC", "ACO", "PCSO"),
    *("Sgt", "Insp", "Ch Insp", "C/Insp", "Supt", "C/Supt", "Ch Supt", "D/Supt", "Det Supt"),
    *("Constable", "Sergeant", "Inspector", "Superintendent", "Commander", "Commissioner"),
    *("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Cllr", "Councillor", "Sir", "Dame"),
    *("Lord", "Lady", "Baroness", "Rev", "Canon"),
    # A rank of the fire service; a post where only one word follows.
    r"(?:Crew|Watch|Station|Group|Area) Manager(?= [A-Z][a-z]+ [A-Z][a-z])",
)
_NAME = r"(?:[A-Z]['’])?[A-Z][a-z]{1,20}(?:['’-][A-Z][a-z]{1,20}|[A-Z][a-z]{1,20})?"
_OFFICER = re.compile(
    rf"\b(?:[TA]/)?(?:{'|'.join(_RANKS)})\.?[ \u00a0]"
    rf"(?P<name>(?:[A-Z]\.? )?{_NAME}(?: {_NAME}){{0,2}})"
)
# Behind a rank, these make a post or a course of it and not a person.
_POST_WORDS = frozenset(
    (
        *("Academy", "Apprenticeship", "Armed", "Assurance", "Board", "Briefing", "Briefings"),
        *("Change", "Communications", "Communities", "Community", "Conference", "Contact"),
        *("Control", "Corporate", "Counter", "Criminal", "Custody", "Cyber", "Data", "Demand"),
        *("Digital", "Economic", "Engagement", "Firearms", "Governance", "Inspection"),
        *("Intelligence", "Investigation", "Investigations", "Justice", "Learning", "Legitimacy"),
        *("Major", "Offender", "Partnership", "Partnerships", "People", "Performance", "Policing"),
        *("Prevention", "Protection", "Quality", "Roads", "Safeguarding", "Security", "Serious"),
        *("Service", "Services", "Specialist", "Standards", "Support", "Tasking", "Vulnerability"),
        *("Course", "Courses", "Crime", "Day", "Days", "Degree", "Delivery", "Development"),
        *("Domestic", "Entry", "Event", "Force", "Forum", "Funding", "Group", "Head", "Input"),
        *(
            "Inputs",
            "Lead",
            "Leads",
            "Level",
            "Local",
            "Meeting",
            "Meetings",
            "National",
            "Neighbourhood",
        ),
        *("Office", "Operations", "Panel", "Pathway", "Police", "Portfolio", "Professional"),
        *("Programme", "Project", "Promotion", "Public", "Rank", "Response", "Role", "Stalking"),
        *("Strategic", "Team", "Training", "Unit", "Working", "Workshop"),
    )
)
_MARKING = re.compile(
    r"\bOFFICIAL[\s:/–-]{0,3}SENSITIVE\b|\bOfficial[ -]Sensitive\b|\bTOP SECRET\b"
    r"|^(?:OFFICIAL|SECRET|RESTRICTED|CONFIDENTIAL|PROTECT|NOT PROTECTIVELY MARKED)$",
    re.MULTILINE,
)
_PLACEHOLDER = re.compile(
    r"\bForce Police\b|\b(?:Name of Force|Force Name)\b|\bDRAFT\b|\bT\.?B\.?[ACD]\b|\btb[cd]\b"
    r"|(?<!\w)X{2,}(?!\w)|(?<!\w)(?i:xx?/xx?/[x\d]{2,4})(?!\w)|_{3,}|\?{3,}|(?i:lorem ipsum)"
    r"|[\[<](?i:insert|enter|add|name|date|force|number|text|your|to be)\b[^\]>\n]{0,80}[\]>]"
    r"|\[[\s.…?]{0,9}\]|\{\{[^}\n]{0,80}\}\}|«[^»\n]{0,80}»|(?i:click or tap (?:here )?to enter)"
)


def _texts(pattern: re.Pattern[str], what: str) -> Callable[[Subject], Iterator[Hit]]:
    """Return a rule that says `what` of each text that `pattern` finds, once for each cell."""

    def find(subject: Subject) -> Iterator[Hit]:
        for cell in subject.cells:
            for text in dict.fromkeys(match[0] for match in pattern.finditer(cell.text)):
                yield cell.place, f"{what} is in the {cell.kind}: {quoted(text)}."

    return find


def _email(subject: Subject) -> Iterator[Hit]:
    yield from _texts(_EMAIL, "An e-mail address")(subject)
    for cell in subject.cells:
        for line in cell.content.lines():
            for run in line:
                if run.link.startswith("mailto:") and not _EMAIL.search(line_text(line)):
                    yield cell.place, f"A link leads to an e-mail address: {quoted(run.link)}."


def _officers(subject: Subject) -> Iterator[Hit]:
    places: dict[str, list[Place]] = defaultdict(list)
    for cell in subject.cells:
        for match in _OFFICER.finditer(cell.text):
            if not _POST_WORDS.intersection(match["name"].split()):
                places[match[0]].append(cell.place)
    for name, found in places.items():
        times = "once" if len(found) == 1 else f"{len(found)} times"
        yield found[0], f"{quoted(name)} is named {times}."


RELEASE = (
    Rule(
        "email-address",
        Family.RELEASE,
        Severity.WARNING,
        "An e-mail address, in the text or behind a link.",
        "Take it out, or publish a mailbox that is meant for the public.",
        _email,
        bad=Example(updates=("Begun.", "Write to jo.bloggs@wexmoor.police.uk.")),
        good=Example(updates=("Begun.", "Write to the Review Team.")),
        stops=True,
    ),
    Rule(
        "phone-number",
        Family.RELEASE,
        Severity.WARNING,
        "A telephone number or extension; 03 and 08 lines are for the public and are left.",
        "Take it out, or publish a line that is meant for the public.",
        _texts(_PHONE, "A telephone number"),
        bad=Example(updates=("Begun.", "Call 01632 960123 or 07700 900123.")),
        good=Example(updates=("Begun.", "Call 0300 123 4567 or 101.")),
        stops=True,
    ),
    Rule(
        "collar-number",
        Family.RELEASE,
        Severity.WARNING,
        "An officer's collar or warrant number.",
        "Take it out.",
        _texts(_COLLAR, "A collar number"),
        bad=Example(updates=("Begun.", "PC 4711 gave the input.")),
        good=Example(updates=("Begun.", "An officer gave the input.")),
        stops=True,
    ),
    Rule(
        "officer-name",
        Family.RELEASE,
        Severity.NOTE,
        "A name beside a rank or title, listed once with how often it appears in the plan.",
        "Check that each person is to be named; a post outlives its holder.",
        _officers,
        bad=Example(lead="DCI Bloggs"),
        good=Example(lead="Detective Chief Inspector, Public Protection"),
    ),
    Rule(
        "protective-marking",
        Family.RELEASE,
        Severity.ERROR,
        "The text contains a protective marking.",
        "Do not publish until its owner has agreed; then take the marking out.",
        _texts(_MARKING, "A protective marking"),
        bad=Example(updates=("Begun.", "OFFICIAL-SENSITIVE\nThe review has ended.")),
        good=Example(updates=("Begun.", "The official review has ended.")),
        stops=True,
    ),
    Rule(
        "placeholder",
        Family.RELEASE,
        Severity.WARNING,
        "Words of a template are left unfilled.",
        "Fill them in.",
        _texts(_PLACEHOLDER, "A word of a template"),
        bad=Example(title="Force Police Action Plan", updates=("Begun.", "[insert] XX, date TBC.")),
        good=Example(title="Wexmoor Police Action Plan", updates=("Begun.", "12 on 3 March 2025.")),
    ),
    Rule(
        "revision",
        Family.RELEASE,
        Severity.WARNING,
        "The file holds tracked changes.",
        "Accept or reject them in Word, and save the file.",
        reader_found("revision"),
        bad=Example(found=("revision",)),
        good=Example(),
    ),
    Rule(
        "comment",
        Family.RELEASE,
        Severity.WARNING,
        "The file holds comments.",
        "Delete them before the file itself is published; the artifacts made here hold none.",
        reader_found("comment"),
        bad=Example(found=("comment",)),
        good=Example(),
    ),
    Rule(
        "hidden-text",
        Family.RELEASE,
        Severity.WARNING,
        "The file holds hidden text, rows, columns or sheets.",
        "Delete what is hidden, or show it.",
        reader_found("hidden-text"),
        bad=Example(found=("hidden-text",)),
        good=Example(),
    ),
    Rule(
        "file-author",
        Family.RELEASE,
        Severity.NOTE,
        "The file's properties name its author or who last saved it.",
        "Remove them (Word: Inspect Document) if the file itself is published.",
        reader_found("file-author"),
        bad=Example(found=("file-author",)),
        good=Example(),
    ),
)
