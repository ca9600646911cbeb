"""What the machine lacks, and the line that installs it."""

from __future__ import annotations

import ctypes.util
from pathlib import Path

import pytest

from pipeline.cli.doctor import doctor
from pipeline.errors import MachineError
from pipeline.machine import install_line


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ("ID=debian", "sudo apt-get install"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"', "sudo apt-get install"),
        ("ID=fedora", "sudo dnf install"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"', "sudo dnf install"),
        ("ID=arch", "sudo pacman -S"),
        ("ID=alpine", "sudo apk add"),
        ('ID="opensuse-leap"\nID_LIKE="suse opensuse"', "sudo zypper install"),
        ("ID=haiku", "Install Pango"),
        ("", "Install Pango"),
    ],
)
def test_each_linux_has_its_line(tmp_path: Path, release: str, command: str) -> None:
    """The system, or the one it is made from, decides; an unknown one is told what to install."""
    path = tmp_path / "os-release"
    path.write_text(f"NAME=x\n{release}\n", encoding="utf-8")

    assert install_line("linux", path).startswith(command)


def test_other_systems_have_theirs(tmp_path: Path) -> None:
    """MacOS has Homebrew; a Linux without os-release is told what to install."""
    assert install_line("darwin") == "brew install pango harfbuzz"
    assert install_line("linux", tmp_path / "none").startswith("Install Pango")


def test_the_line_is_the_hint_of_doctor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What lacks is named, and one line installs all of it."""
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: None)
    with pytest.raises(MachineError) as raised:
        doctor()

    assert raised.value.exit_code == 9
    assert "library pango-1.0" in raised.value.message
    assert raised.value.hint == install_line()
    assert "LACK  library harfbuzz-subset: not found" in capsys.readouterr().out
