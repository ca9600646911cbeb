"""Recommendations of different bodies are matched by number, else by text."""

from __future__ import annotations

from pipeline.register.match import ALIKE, SAME, match_recommendations

TEXT = "Review how calls about missing people are graded by the control room"


def test_one_number_is_one_recommendation_however_it_is_printed() -> None:
    """`7.` and `Recommendation 7` are matched without a doubt where their texts agree."""
    matching = match_recommendations([[("7.", TEXT)], [("Recommendation 7", TEXT)], [("07", "")]])

    assert len(matching.subjects) == 1
    assert [[m.doubt for m in body] for body in matching.bodies] == [[""], [""], [""]]


def test_one_number_over_two_texts_is_doubted() -> None:
    """A number with unlike texts is matched, and a person is asked to look."""
    matching = match_recommendations([[("1", TEXT)], [("1", TEXT)], [("1", "Mend sea walls")]])

    assert len(matching.subjects) == 1
    assert "0% of the words agree" in matching.bodies[2][0].doubt


def test_a_text_without_a_number_is_found_by_its_words() -> None:
    """The same words are sure, nearly the same are doubted, others are a new recommendation."""
    near = TEXT.replace("Review", "Check")
    matching = match_recommendations([[("1", TEXT)], [("", TEXT)], [("", near)], [("", "Other")]])

    assert [m.subject for body in matching.bodies for m in body] == [0, 0, 0, 1]
    assert [bool(m.doubt) for body in matching.bodies for m in body] == [False, False, True, False]


def test_likeness_at_its_thresholds() -> None:
    """Exactly `SAME` is the same recommendation; a word less is another."""
    words = [f"w{i}" for i in range(10)]
    same = round(SAME * 10)
    at = " ".join(words[:same] + [f"x{i}" for i in range(10 - same)])
    below = " ".join(words[: same - 1] + [f"x{i}" for i in range(11 - same)])
    first = [("", " ".join(words))]

    assert match_recommendations([first, [("", at)]]).bodies[1][0].subject == 0
    assert match_recommendations([first, [("", below)]]).bodies[1][0].subject == 1

    alike = round(ALIKE * 10)
    sure = " ".join(words[:alike] + [f"x{i}" for i in range(10 - alike)])
    doubted = " ".join(words[: alike - 1] + [f"x{i}" for i in range(11 - alike)])
    numbered = [("1", " ".join(words))]
    both = match_recommendations([numbered, numbered, [("1", sure)], [("1", doubted)]])

    assert not both.bodies[2][0].doubt
    assert both.bodies[3][0].doubt


def test_numbers_are_in_their_natural_order() -> None:
    """2 comes before 10, and recommendations without a number come last."""
    matching = match_recommendations([[("10", "Ten"), ("", "No number"), ("2", "Two")]])

    assert [subject.text for subject in matching.subjects] == ["Two", "Ten", "No number"]
