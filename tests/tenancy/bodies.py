"""What an insider types, on top of what the page's own form holds, so that the act is done and not refused.

A value is a text, a list of them, None to leave the field out, or a function that makes a file anew for each
request.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.tenancy.world import House

Body = dict[str, list[Any]]
SOON = (dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).strftime("%Y-%m-%dT10:00")
WHY = {"reason": "It grew"}


def people_file() -> SimpleUploadedFile:
    return SimpleUploadedFile(
        "more.csv", b"Name;E-mail\nSiri Vik;siri.vik@example.com\n", content_type="text/csv"
    )


TYPED: dict[str, Callable[[House], dict[str, Any]]] = {
    "checkins:add_action": lambda house: {"action": "Call the three of them"},
    "checkins:add_point": lambda house: {"text": "Who signs the plans?"},
    "checkins:change_date": lambda house: {"to": SOON, "reason": "A fair"},
    "checkins:remind_others": lambda house: {"person": house.keys["person"]},
    "checkins:thank": lambda house: {"thanks": "For the plans", "thanked": ""},
    "checkins:undo_update": lambda house: {"update": house.keys["update"]},
    "checkins:update_key_result": lambda house: {
        "value": "60",
        "confidence": "on",
        "note": "Three more",
        "no_change": None,
        "step": None,
    },
    "checkins:thank_person": lambda house: {"text": "For the plans"},
    "objectives:accept_link": lambda house: {"weight": "1"},
    "objectives:answer_link": lambda house: {"answer": "accept", "weight": "1"},
    "objectives:add_active_key_result": lambda house: {
        "title": "Renewals signed before their date",
        "start": "0",
        "target": "10",
        "unit": "renewals",
        "milestones": "",
        "benchmark_due": "",
        **WHY,
    },
    "objectives:add_link": lambda house: {
        "objective": house.keys["objective"],
        "kind": "indirect",
        "how": "It helps",
    },
    "objectives:change_cycle": lambda house: {"name": "The next one", "parent": ""},
    "objectives:change_key_result": lambda house: {"target": "120", **WHY},
    "objectives:change_objective": lambda house: {"title": "Customers who stay", **WHY},
    "objectives:decide": lambda house: {"answer": "send_back", "comment": "Which customers?"},
    "objectives:first_run_administrator": lambda house: {"email": "second@example.com", "name": "Second"},
    "objectives:first_run_lead": lambda house: {"lead": house.keys["second leader"]},
    "objectives:first_run_step": lambda house: {"email": "third@example.com", "name": "Third"},
    "objectives:judge": lambda house: {"confidence": "on", "note": "It goes well"},
    "objectives:new": lambda house: {"title": "Customers who stay", "why": "They pay"},
    "objectives:new_cycle": lambda house: {"parent": ""},
    "objectives:reopen_cycle": lambda house: {"reason": "A figure was wrong"},
    "objectives:save_draft": lambda house: {"title": "Customers who stay", "act": "save"},
    "objectives:terminate": lambda house: {"lesson": "Ask first", "replaced_by": "", **WHY},
    "objectives:terminate_key_result": lambda house: WHY,
    "organisations:change_person": lambda house: {"manager": ""},
    "organisations:import": lambda house: {"what": "people", "file": people_file},
    "organisations:invite": lambda house: {"emails": "third@example.com"},
    "organisations:join": lambda house: {"name": "Guest", "password": "a-password-of-a-guest"},
    "organisations:leave": lambda house: {"all_to": ""},
    "organisations:new_unit": lambda house: {"name": "Pilots", "lead": ""},
    "organisations:rhythm": lambda house: {
        "question_1": "What moved?",
        "question_2": "What is in the way?",
        "question_3": "What next?",
    },
    "organisations:set_role": lambda house: {"role": "viewer"},
    "organisations:unit": lambda house: {"name": "Pilots", "lead": ""},
}


def filled(route: str, harvested: Body, house: House) -> Body:
    """The page's form with what is typed."""
    body = dict(harvested)
    for name, value in TYPED[route](house).items() if route in TYPED else ():
        if value is None:
            body.pop(name, None)
        else:
            body[name] = value if isinstance(value, list) else [value]
    if route == "organisations:leave":
        body = {
            name: value for name, value in body.items() if not name.startswith(("objective-", "key_result-"))
        }
    return body


def sent(body: Body) -> Body:
    """As one request sends it: files are made anew."""
    return {name: [one() if callable(one) else one for one in many] for name, many in body.items()}
