"""A question in another language: its choices read differently, and are stored the same."""

from dataclasses import replace

from bot.config.translation_tables import QuestionWords
from bot.config.words import Words
from bot.domain.question import Question


def say_question(question: Question, words: Words[QuestionWords]) -> Question:
    """The question as readers of the language get it."""
    labels = words.say_each("choices", question.choices)
    if labels != question.choices:
        _check_labels(question, labels, words)
    return replace(
        question,
        text=words.say("text", question.text),
        label=words.say("label", question.label),
        choice_labels=labels,
        unit=words.say("unit", question.unit),
    )


def _check_labels(question: Question, labels: tuple[str, ...], words: Words[QuestionWords]) -> None:
    """A typed answer may be a label or what is stored: each must mean one choice."""
    folded = [label.casefold() for label in labels]
    stored = [choice.casefold() for choice in question.choices]
    for index, label in enumerate(folded):
        if label in folded[:index]:
            words.findings.fault(words.at("choices"), f"{labels[index]!r} is there twice", "tell them apart")
        elif label in stored and stored.index(label) != index:
            problem = f"{labels[index]!r} is what another choice is called in the original"
            words.findings.fault(words.at("choices"), problem, "keep the order, and tell them apart")
