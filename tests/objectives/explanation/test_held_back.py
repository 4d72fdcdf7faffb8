"""What holds a figure back is said truly whatever stands beside it."""

import pytest

from objectives.explanation.held_back import holding_back

K = 10_000  # a point of a figure


def said(*contributors: tuple[int, int, int], behind: int) -> str:
    found = holding_back(
        [(weight, progress * K, expected * K) for weight, progress, expected in contributors], behind, "en-GB"
    )
    return f"{found.before}[{found.index}]{found.after}" if found else ""


@pytest.mark.parametrize(
    ("contributors", "behind", "sentence"),
    [
        # Two behind, nobody ahead: a part of the whole distance.
        ([(1, 30, 50), (1, 45, 50)], 13, "Held back most by [0]: 10.0 of the 13 points."),
        # Weight decides: 10 points with weight 3 outdo 20 with weight 1.
        ([(3, 40, 50), (1, 30, 50)], 13, "Held back most by [0]: 7.5 of the 13 points."),
        # Others ahead: 10 of "the 3 points" would be nonsense.
        (
            [(1, 30, 50), (1, 45, 50), (2, 58, 50)],
            2,
            "Held back most by [0]: it costs 5.0 points, what is ahead wins back 4.0.",
        ),
        ([(1, 30, 50), (1, 64, 50)], 3, "Held back by [0]: it costs 10.0 points, the others win back 7.0."),
        # Ahead as a whole, and still something to look at.
        ([(1, 40, 50), (3, 90, 50)], -28, "Held back by [0]: it costs 2.5 points, the others win back 30.0."),
        # The only one behind.
        ([(1, 30, 50), (1, 50, 50)], 10, "Held back by [0] alone."),
        ([(1, 30, 50)], 20, "Held back by [0] alone."),
        # Shown distances are rounded on their own: never "1.0 of the 1 points".
        ([(1, 48, 50), (1, 49, 50)], 1, "Held back most by [0]: it costs 1.0 points."),
        # Nothing is behind, or by less than can be shown.
        ([(1, 50, 50), (1, 70, 50)], -10, ""),
        ([], 0, ""),
    ],
)
def test_the_sentence_is_true_beside_any_others(
    contributors: list[tuple[int, int, int]], behind: int, sentence: str
) -> None:
    assert said(*contributors, behind=behind) == sentence


def test_less_than_a_tenth_is_not_said() -> None:
    assert holding_back([(1, 499_700, 500_000), (1, 500_000, 500_000)], 0, "en-GB") is None


def test_a_norwegian_reads_a_comma() -> None:
    found = holding_back([(1, 300_000, 500_000), (1, 450_000, 500_000)], 13, "nb-NO")
    assert found is not None and found.after == ": 10,0 of the 13 points."
