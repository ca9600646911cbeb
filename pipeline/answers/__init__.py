"""Answers: what came back from the owners, read as one column of the plan."""

from pipeline.answers.collect import AnswerFile, Answers, collect_answers, read_answers

__all__ = ("AnswerFile", "Answers", "collect_answers", "read_answers")
