"""Rows for pages that list key results and say how fresh they are."""

from collections.abc import Sequence

from objectives.display.key_result import KeyResultRow
from objectives.display.key_result_data import KeyResultData, RowContext
from objectives.models import KeyResult
from objectives.pages import hooks


def rows_of(
    key_results: Sequence[KeyResult], context: RowContext, *, show_owner: bool = True
) -> list[KeyResultRow]:
    """One row each; their update windows in at most one query, whatever their number."""
    windows = hooks.additions.update_windows(key_results=key_results, context=context)
    return [
        KeyResultRow(key_result, context, KeyResultData(window=windows.get(key_result.pk)), show_owner)
        for key_result in key_results
    ]
