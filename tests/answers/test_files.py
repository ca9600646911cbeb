"""Which files of a folder are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.answers import read_answers
from pipeline.errors import AnswersError, MissingFileError, UnknownFormatError
from tests.answers.conftest import Read
from tests.forms.made import LAYOUT, PERIOD
from tests.plans import SMALL

ANSWER = "key,update\n7.1,Done.\n"


def test_temporary_and_hidden_files_are_left_out(read: Read) -> None:
    """What an office program leaves beside an open file is not an answer."""
    answers = read({"a.csv": ANSWER, "~$b.xlsx": "x", ".c.csv": "x", ".DS_Store": "x"})
    assert [file.path for file in answers.files] == ["returned/a.csv"]
    assert answers.findings == ()


def test_other_files_are_named(read: Read) -> None:
    """A PDF or an old Word file among the answers is reported and not read."""
    answers = read({"a.CSV": ANSWER, "b.pdf": "x", "c.doc": "x"})
    assert [finding.message.split()[0] for finding in answers.findings] == ["b.pdf", "c.doc"]
    assert {finding.code for finding in answers.findings} == {"file-not-read"}
    assert len(answers.answers) == 1


def test_files_and_folders_may_be_mixed(tmp_path: Path) -> None:
    """A folder, and a file beside it, are read as one."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(ANSWER, encoding="utf-8")
    (tmp_path / "late.txt").write_text("## 7.2\nBegun.\n", encoding="utf-8")
    paths = [tmp_path / "in", tmp_path / "late.txt"]
    answers = read_answers(paths, SMALL, PERIOD, LAYOUT)
    assert [answer.key for answer in answers.answers] == ["7.1", "7.2"]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The message names the file and the option."""
    with pytest.raises(MissingFileError, match="nowhere") as caught:
        read_answers([tmp_path / "nowhere.csv"], SMALL, PERIOD, LAYOUT)
    assert "--updates" in caught.value.hint


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    """A file that was named by itself must be one that can be read."""
    path = tmp_path / "a.pages"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(UnknownFormatError, match=r"a\.pages") as caught:
        read_answers([path], SMALL, PERIOD, LAYOUT)
    assert ".docx" in caught.value.hint


def test_unreadable_files_are_named_all_at_once(read: Read) -> None:
    """A damaged file does not hide what is wrong with the others."""
    with pytest.raises(AnswersError) as caught:
        read({"a.xlsx": "x", "b.csv": ANSWER.replace("7.1", "8"), "c.docx": "x"})
    assert [line.partition(": ")[0] for line in caught.value.message.split("\n")] == [
        "returned/a.xlsx",
        "returned/b.csv, row 2",
        "returned/c.docx",
    ]


@pytest.mark.parametrize("heading", ["Ref", "Action", "Number"])
@pytest.mark.parametrize("update", ["Update", "Progress", "Force update"])
def test_headings_that_plans_use_will_do(read: Read, heading: str, update: str) -> None:
    """The keys are known by the cells, the updates by the words of plans' headings."""
    answers = read({"a.csv": f"{heading},{update}\n7.1,Done.\n7.2,Begun.\n"})

    assert [a.key for a in answers.answers] == ["7.1", "7.2"]


def test_a_column_of_other_numbers_is_no_key_column(read: Read) -> None:
    """Where most cells are not keys of the plan, the file is refused."""
    with pytest.raises(AnswersError, match="column of the plan's keys"):
        read({"a.csv": "Ref,Update\n7.1,Done.\n99,Begun.\n98,Ended.\n97,Begun.\n"})


def test_a_first_answer_is_not_taken_for_a_heading(read: Read) -> None:
    """Rows without headings are refused, so that the first one is not lost."""
    with pytest.raises(AnswersError, match="is the first"):
        read({"a.csv": "7.1,Progress was made.\n7.2,More progress.\n"})


def test_a_cell_beyond_the_limit_of_csv_names_the_action(read: Read) -> None:
    """A cell of more than 131,072 characters is a long update, not a damaged file."""
    with pytest.raises(AnswersError, match=r"action 7\.1 has 1 lines and 199,999 characters"):
        read({"a.csv": f"key,update\n7.1,{'word ' * 40_000}\n"})
