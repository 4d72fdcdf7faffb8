"""Words for the coach's sentences: numbers as people say them, and the verbs that begin a task."""

from django.contrib.humanize.templatetags.humanize import apnumber

ORDINALS = ("first", "second", "third", "fourth", "fifth")

TASKS = {
    "once it is out": "announce launch publish release ship",
    "once it is there": "build create design develop establish install introduce make set write",
    "once it is done": (
        "complete conduct define deliver document do draft evaluate execute finalise finalize finish fix implement "
        "investigate migrate perform plan prepare produce replace research review run start test update upgrade"
    ),
    "once they have started": "appoint hire onboard recruit",
    "once they have come": "arrange attend hold host organise organize",
    "once they know it": "educate inform present teach train",
    "once it is in place": "adopt deploy roll rollout",
}
"""Verbs that name work rather than a result, by how the coach's question ends."""

NOUNS_TOO = frozenset(
    "design document draft fix hold host make plan present release research review run set start test train update "
    "upgrade write".split()
)
"""Of them those that often begin a measure ("Release frequency", "Test coverage"): a task only before an
article."""

ARTICLES = frozenset("a an the our all every each new up out for to with".split())

_ENDINGS = {verb: ending for ending, verbs in TASKS.items() for verb in verbs.split()}


def task_question(title: str) -> str:
    """What the coach asks about a title that begins with work, "" for any other.

    "Launch the customer portal guide" asks what changes once it is out. A title with a number is left alone:
    "Deliver 95% of orders on the day" is a result although it begins with a verb of work.
    """
    words = [word.strip(".,:;!?").casefold() for word in title.split()]
    if not words or words[0] not in _ENDINGS or any(character.isdigit() for character in title):
        return ""
    if words[0] in NOUNS_TOO and not ARTICLES.intersection(words[1:2]):
        return ""
    return f"What changes for customers or colleagues {_ENDINGS[words[0]]}?"


def in_words(number: int) -> str:
    """ "three" for 3, "none" for 0; digits from ten on."""
    return str(apnumber(number)) if number else "none"


def in_words_capital(number: int) -> str:
    """The same at the head of a sentence."""
    return in_words(number).capitalize()


def counted(number: int, noun: str) -> str:
    """ "One key result", "Four key results", at the head of a sentence."""
    return f"{in_words_capital(number)} {noun}{'' if number == 1 else 's'}"


def ordinal(number: int) -> str:
    """ "second" for 2; "6th" and so on past the fifth."""
    return ORDINALS[number - 1] if 1 <= number <= len(ORDINALS) else f"{number}th"
