"""`publish.toml` is found from the folders below it."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest

from pipeline.check import RULES
from pipeline.cli.app import app
from pipeline.cli.commands import register
from pipeline.settings import CheckSettings, Settings, load_settings

PAGE = (Path(__file__).parent.parent / "docs" / "settings.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([a-z.]+)` \| ?([^|]*?) ?\|", PAGE, re.MULTILINE))


@pytest.fixture
def below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work two folders below one with settings and a layout."""
    (tmp_path / "publish.toml").write_text('plan = "in/plan.txt"\nlayout = "ours"\n')
    layout = tmp_path / "layouts" / "ours"
    layout.mkdir(parents=True)
    (layout / "layout.toml").write_text('title = "Ours"\n')
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return tmp_path


def test_paths_count_from_the_settings_own_folder(below: Path) -> None:
    """A plan, an output and a layout are those of the folder above."""
    settings = load_settings()

    assert settings.plan.resolve() == below / "in" / "plan.txt"
    assert settings.output.resolve() == below / "build"
    assert Path(settings.layout) == below / "layouts" / "ours"


def test_the_nearest_settings_count(below: Path) -> None:
    """A folder between with settings of its own goes before the one above."""
    (below / "a" / "publish.toml").write_text('name = "nearer"\n')

    assert (load_settings().name, load_settings().layout) == ("nearer", "devon-and-cornwall")


def test_without_settings_there_are_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without `publish.toml` anywhere above has the defaults, with plain paths."""
    monkeypatch.chdir(tmp_path)

    assert load_settings() == Settings()


def test_the_page_lists_every_key_with_its_default() -> None:
    """`docs/settings.md` has a row for each key, and no other."""
    keys = {f.name: getattr(Settings(), f.name) for f in dataclasses.fields(Settings)}
    keys |= {
        f"check.{f.name}": getattr(CheckSettings(), f.name)
        for f in dataclasses.fields(CheckSettings)
    }
    del keys["check"]

    assert list(ROWS) == list(keys)
    for key, default in keys.items():
        empty = {"": "", "`[]`": (), "`{}`": {}}
        shown = empty.get(ROWS[key], ROWS[key].strip("`"))
        assert shown == (default if default in ((), {}) else str(default or "")), key


def test_every_key_outside_check_has_an_option() -> None:
    """The page says so; the commands' options are looked through."""
    import typer

    app.registered_commands.clear()
    register(app)
    group = typer.main.get_group(app)
    options = {o for command in group.commands.values() for p in command.params for o in p.opts}

    assert {f"--{key}" for key in ROWS if not key.startswith("check.")} <= options


def test_the_pages_examples_are_settings_that_load(tmp_path: Path) -> None:
    """Each TOML block of the pages about settings is accepted, and names rules that exist."""
    from pipeline.check import page

    blocks = re.findall(r"```toml\n(.*?)```", PAGE + page.rules_page(), re.DOTALL)
    assert len(blocks) >= 2
    for number, block in enumerate(blocks):
        path = tmp_path / f"{number}.toml"
        path.write_text(block, encoding="utf-8")
        assert set(load_settings(path).check.rules) <= {rule.code for rule in RULES}
    inline = re.findall(r"`(rules = \{.*?\})`", PAGE)
    assert inline
    for text in inline:
        assert set(tomllib.loads(text)["rules"]) <= {rule.code for rule in RULES}
