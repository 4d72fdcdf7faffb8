"""What is done to organisations, units and people: verbs, keyword-only, saying who (`by`).

One module a story; the rest of the product imports from here. Invitations have a module of their own.
"""

from organisations.actions.audit import changes, line, record
from organisations.actions.departures import deactivate, hand_over, left_behind, reactivate
from organisations.actions.founding import change_settings, create_organisation
from organisations.actions.handing import grant_model, hand_over_object, take_grants_back
from organisations.actions.importing import (
    begin_import,
    drop,
    fail_import,
    leave_out,
    map_columns,
    mend_row,
    unmend_row,
    upload,
    write_import,
)
from organisations.actions.people import add_member, approver_of, change_member, change_role, set_away
from organisations.actions.units import add_unit, change_unit, move_unit, place_in_closure, remove_unit

__all__ = [
    "add_member",
    "add_unit",
    "approver_of",
    "begin_import",
    "change_member",
    "change_role",
    "change_settings",
    "change_unit",
    "changes",
    "create_organisation",
    "deactivate",
    "drop",
    "fail_import",
    "grant_model",
    "hand_over",
    "hand_over_object",
    "leave_out",
    "left_behind",
    "line",
    "map_columns",
    "mend_row",
    "move_unit",
    "place_in_closure",
    "reactivate",
    "record",
    "remove_unit",
    "set_away",
    "take_grants_back",
    "unmend_row",
    "upload",
    "write_import",
]
