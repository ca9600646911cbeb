"""`publish.toml` is found from the folders below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.settings import Settings, load_settings


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
