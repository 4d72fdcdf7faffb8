"""What is done to cycles, objectives and key results: verbs, keyword-only, saying who (`by`) and when (`now`).

Each asks for the permission itself (PermissionDenied), says no in a sentence (`Refused`, with its field), notices
that somebody else was quicker (`Stale`), writes the history and tells the roll-up; each returns the row as it then
stands. Links between objectives are made in objectives/alignment.py.
"""

from objectives.actions.approval import (
    approve,
    edition,
    is_self_approved,
    send_back,
    submission_problems,
    submit,
    waiting_for,
    withdraw,
)
from objectives.actions.changing import (
    add_key_result_once_active,
    change_accountable,
    change_counts,
    change_key_result,
    change_measured_by,
    change_shorter_weight,
    change_weight,
    change_words,
)
from objectives.actions.cycles import (
    begin_closing,
    change_cycle,
    close_cycle,
    create_cycle,
    reopen_cycle,
    start_cycle,
)
from objectives.actions.definition import Definition, definition_of, first_state
from objectives.actions.drafting import (
    add_key_result,
    add_key_results,
    delete_draft,
    edit_draft,
    edit_key_result,
    remove_key_result,
    reorder_key_results,
    write_draft,
)
from objectives.actions.ending import terminate_key_result, terminate_objective
from objectives.actions.judging import judge
from objectives.refusals import Stale
from organisations.refusals import Refused

__all__ = [
    "Definition",
    "Refused",
    "Stale",
    "add_key_result",
    "add_key_result_once_active",
    "add_key_results",
    "approve",
    "begin_closing",
    "change_accountable",
    "change_counts",
    "change_cycle",
    "change_key_result",
    "change_measured_by",
    "change_shorter_weight",
    "change_weight",
    "change_words",
    "close_cycle",
    "create_cycle",
    "definition_of",
    "delete_draft",
    "edit_draft",
    "edit_key_result",
    "edition",
    "first_state",
    "is_self_approved",
    "judge",
    "remove_key_result",
    "reopen_cycle",
    "reorder_key_results",
    "send_back",
    "start_cycle",
    "submission_problems",
    "submit",
    "terminate_key_result",
    "terminate_objective",
    "waiting_for",
    "withdraw",
    "write_draft",
]
