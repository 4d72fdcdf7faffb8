"""Two organisations with one row of every tenant model, and canaries in one of them.

Havblikk owns the secrets: a distinctive word stands in every text field of its rows (`plant_canaries`).
Fjellvann is furnished alike, and its people go looking. Keys of Havblikk's rows are far from Fjellvann's, so
that a form's number is nobody else's.
"""

# factory-boy is not typed:
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from psycopg import sql
from psycopg.types.json import Jsonb

from checkins.models import (
    Guest,
    MeetingUpdate,
    Occurrence,
    PrivateNote,
    Recognition,
    SharedNote,
    WeeklyAnswers,
)
from checkins.reminders import letters
from objectives.models import Change, Figure, FigureSnapshot, HistoryEntry, Judgement, UnitSnapshot
from objectives.rollup import rebuild
from okrsite.infra import jobs
from organisations.imports import csv_files
from organisations.imports.actions import upload as start_import
from organisations.models import Account, Invitation, Membership, Organisation, Role, Unit
from organisations.people import invitations
from organisations.people.grants import hand_over_object
from organisations.settings.actions import create_organisation
from organisations.tenancy import TenantModel, within
from tests import factories as f
from tests import ground

CANARY = re.compile(r"qz\d{3}xk", re.IGNORECASE)
# Words that the product reads, each with its reason. Everything else that holds text gets a canary.
READ_BY_THE_PRODUCT = {
    "public_id": "part of addresses",
    "time_zone": "a name of the zone database",
    "locale": "chosen among seven",
    "currency": "three letters of ISO 4217",
    "token_hash": "a hash",
    "act": "names a sentence",
    "kind": "names a kind of row",
    "about": "names what an automatic row is about",
    "outcome": "names what became of a reminder",
    "confidence": "chosen among four",
    "slug": "the address itself, in every request",
    "first_run_step": "names a step",
    "password": "a hash",
}
JSON_WITH_WORDS = {
    "organisations_auditevent": ("before", "after"),
    "checkins_weeklyanswers": ("answers",),
    "organisations_peopleimport": ("rows",),
}


@dataclass
class House:
    """One organisation, the keys of what its addresses can name, and the two people who go through its
    pages."""

    organisation: Organisation
    leader: Account
    admin: Account
    keys: dict[str, str] = field(default_factory=dict)
    """Kind of object -> what its address shows."""


def tenant_models() -> list[type[TenantModel]]:
    return [model for model in apps.get_models() if issubclass(model, TenantModel)]


def furnish(name: str, slug: str) -> House:
    """An organisation in which every page has something to show, and every tenant table a row."""
    today = dt.datetime.now(dt.UTC).date()
    now = dt.datetime.now(dt.UTC)
    leader, admin, reader, left, other = (
        Account.objects.create_user(f"{who}@{slug}.example", name=f"{who.title()} of {name}")
        for who in ("leader", "admin", "reader", "left", "second")
    )
    organisation = create_organisation(
        name=name, slug=slug, account=leader, person=f"Leader of {name}", today=today, first_run_step="people"
    )
    house = House(organisation, leader, admin)
    with within(organisation):
        head = Membership.objects.get(account=leader)
        head.role = Role.LEADER
        head.save(update_fields=["role"])
        root = Unit.objects.get(parent=None)
        root.lead = head
        root.save(update_fields=["lead"])
        clerk = f.MembershipFactory(account=admin, role=Role.ADMIN, unit=root, manager=head, title="Clerk")
        person = f.MembershipFactory(account=reader, unit=root, manager=head, title="Reader")
        gone = f.MembershipFactory(account=left, unit=root, active=False, left_on=today)
        second = f.MembershipFactory(account=other, role=Role.LEADER, unit=root)
        unit = f.UnitFactory(lead=head)
        empty = f.UnitFactory()
        cycle = f.CycleFactory(
            name="This one", starts_on=today - dt.timedelta(days=40), ends_on=today + dt.timedelta(days=40)
        )
        planned = f.CycleFactory(
            name="Next one",
            state="planning",
            starts_on=today + dt.timedelta(days=41),
            ends_on=today + dt.timedelta(days=120),
        )
        closed = f.CycleFactory(
            name="Last one",
            state="closed",
            starts_on=today - dt.timedelta(days=120),
            ends_on=today - dt.timedelta(days=41),
        )
        begun = {
            "activated_on": today,
            "submitted_at": now,
            "created_by": head,
            "why": "Because",
            "created_at": now,
        }
        company = f.ObjectiveFactory(cycle=cycle, owner_unit=root, state="active", counts="both", **begun)
        mine = f.ObjectiveFactory(cycle=cycle, owner=head, state="active", **begun)
        team = f.ObjectiveFactory(cycle=cycle, owner_unit=unit, state="active", **begun)
        submitted = f.ObjectiveFactory(
            cycle=cycle, owner=person, state="submitted", submitted_at=now, created_by=person
        )
        draft = f.ObjectiveFactory(cycle=planned, owner=head, state="draft", created_by=head)
        for each in (submitted, draft, team):
            for _ in range(3):
                f.KeyResultFactory(objective=each, accountable=head)
        f.KeyResultFactory(
            objective=team, accountable=person
        )  # not updated: there is something to be reminded of
        above = f.KeyResultFactory(
            objective=company, accountable=head, measured_by="contributions", measure_unit="days"
        )
        key_result = f.KeyResultFactory(objective=mine, accountable=head, measure_unit="days")
        f.MilestoneFactory(
            key_result=f.KeyResultFactory(
                objective=mine, accountable=head, measure="milestones", target=Decimal(3)
            )
        )
        f.ContributionFactory(child=key_result, parent=above, made_by=head)
        link = f.AlignmentFactory(child=mine, parent=company, proposed_by=head, how="It helps")
        proposed = f.AlignmentFactory(
            child=team, parent=company, state="proposed", proposed_by=head, how="It will help"
        )
        # What happened.
        update = f.UpdateFactory(
            key_result=key_result, by=head, at=now, note="A note", progress=500_000, confidence="risk"
        )
        state = key_result.state
        state.current, state.progress, state.updated_at, state.updated_by, state.confidence = (
            Decimal(50),
            500_000,
            now,
            head,
            "risk",
        )
        state.save()
        HistoryEntry.objects.create(
            objective=mine,
            key_result=key_result,
            by=head,
            act="approved",
            before="a",
            after="b",
            reason="c",
            told=head,
        )
        Judgement.objects.create(objective=mine, by=head, confidence="risk", note="Hm")
        Recognition.objects.create(to=head, by=person, key_result=key_result, text="Thanks")
        # The rhythm.
        series = f.CheckInSeriesFactory(
            manager=head,
            report=person,
            place="Room",
            starts_on=today,
        )
        meeting = f.CheckInFactory(
            series=series,
            local_date=today,
            starts_at=now + dt.timedelta(hours=2),
            title="Talk",
            reason="Moved",
        )
        others = f.CheckInSeriesFactory(manager=clerk, report=person, place="Room", starts_on=today)
        others_meeting = f.CheckInFactory(
            series=others, local_date=today, starts_at=now + dt.timedelta(hours=3), title="Theirs"
        )
        point = f.AgendaItemFactory(check_in=meeting, note="Note", by=head, key_result=key_result)
        action = f.ActionItemFactory(check_in=meeting, owner=head)
        Guest.objects.create(check_in=meeting, membership=clerk)
        MeetingUpdate.objects.create(update=update, check_in=meeting)
        SharedNote.objects.create(check_in=meeting, text="Shared", saved_by=head)
        PrivateNote.objects.create(check_in=meeting, author=head, text="Private")
        monday = today - dt.timedelta(days=today.weekday())
        WeeklyAnswers.objects.create(
            membership=head, week=monday, answers=[{"question": "What moved?", "answer": "This"}]
        )
        Occurrence.objects.create(kind="by_hand", about="rhythm", membership=head, local_date=today)
        # People and files.
        hand_over_object(permission="edit_objective", thing=mine, to=person, by=clerk)
        hand_over_object(permission="lead_unit", thing=unit, to=person, by=clerk)
        invitations.invite(
            email=f"guest@{slug}.example", by=clerk, now=now, unit=unit, name="Guest", title="Guest"
        )
        invitation = Invitation.objects.get()
        invitation.token_hash = invitations._hash(f"invited-to-{slug}")
        invitation.save(update_fields=["token_hash"])
        table = csv_files.read(
            f"Name;E-mail;Unit\nSiri Moen;siri@{slug}.example;{name}\nBad;bad;Nowhere\n".encode()
        )
        upload = start_import(what="people", file_name="people.csv", table=table, by=clerk, now=now)
        clean = csv_files.read(f"Name;E-mail\nKari Nes;kari@{slug}.example\n".encode())
        clean_file = start_import(what="people", file_name="clean.csv", table=clean, by=clerk, now=now)
        jobs.enqueue(
            "checkins.turn",
            {"words": "x"},
            organisation=organisation.pk,
            run_after=now + dt.timedelta(days=1),
            unique_key="a key",
        )
    rebuild(organisation.pk, today=today)
    with within(organisation):
        FigureSnapshot.objects.get_or_create(
            figure=Figure.objects.get(objective=mine), on=today - dt.timedelta(days=7), progress=1, expected=2
        )
        UnitSnapshot.objects.get_or_create(
            unit=root, cycle=cycle, on=today - dt.timedelta(days=7), progress=1, expected=2
        )
        Change.objects.create(objective=mine.pk)
        empty_tables = [model.__name__ for model in tenant_models() if not model.objects.exists()]
    assert not empty_tables, (
        f"{', '.join(empty_tables)}: a tenant model without a row in tests/tenancy/world.py"
    )
    house.keys = {
        "person": person.public_id,
        "person who left": gone.public_id,
        "second leader": second.public_id,
        "unit": unit.public_id,
        "empty unit": empty.public_id,
        "invitation": invitation.public_id,
        "import": upload.public_id,
        "clean import": clean_file.public_id,
        "objective": mine.public_id,
        "team's objective": team.public_id,
        "draft": draft.public_id,
        "submitted objective": submitted.public_id,
        "key result": key_result.public_id,
        "link": link.public_id,
        "proposed link": proposed.public_id,
        "cycle": cycle.public_id,
        "planned cycle": planned.public_id,
        "closed cycle": closed.public_id,
        "action": action.public_id,
        "update": update.public_id,
        "series": series.public_id,
        "check-in": meeting.public_id,
        "others' check-in": others_meeting.public_id,
        "point": point.public_id,
        "invitation's secret": f"invited-to-{slug}",
        "reminder's secret": letters.stop_address(organisation, head).split("/")[-2],
    }
    return house


def keys_from(database: ground.OwnDatabase, first: int) -> None:
    """From here on every table counts from its own distant number: 700,000, 710,000, ..."""
    with database.connect("northstar_owner") as connection:
        names = connection.execute(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
        for place, (name,) in enumerate(names):
            connection.execute(
                sql.SQL("ALTER SEQUENCE {} RESTART WITH {}").format(
                    sql.Identifier(name), first + 10_000 * place
                )
            )


def text_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields in which anybody can write words."""
    return [
        each
        for each in model._meta.local_concrete_fields
        if isinstance(each, (models.CharField, models.TextField))
        and not each.choices
        and each.name not in READ_BY_THE_PRODUCT
    ]


def plant_canaries(database: ground.OwnDatabase, house: House) -> dict[str, str]:
    """Write a word of its own into every text field of every row of the house; word -> where it stands.

    By the superuser: some of these tables the app role can only append to.
    """
    words: dict[str, str] = {}

    def word(place: str) -> str:
        words[f"qz{len(words):03d}xk"] = place
        return f"qz{len(words) - 1:03d}xk"

    def leaves(value: Any, canary: str) -> Any:
        match value:
            case str():
                return f"{canary}@example.com" if "@" in value else canary
            case list():
                return [leaves(each, canary) for each in value]
            case dict():
                return {
                    name: value if name == "question" else leaves(value, canary)
                    for name, value in value.items()
                }
        return value

    with database.connect("postgres") as connection:
        here, key = house.organisation.pk, sql.Identifier
        for model in [*tenant_models(), Organisation, Account]:
            table = model._meta.db_table
            whose = {
                "organisations_organisation": "id = %s",
                "organisations_account": "email LIKE '%%@' || (SELECT slug FROM organisations_organisation WHERE id = %s) || '.example'",
            }
            where = sql.SQL(whose.get(table, "organisation_id = %s"))
            changes = []
            for each in text_fields(model):
                after = "@example.com" if isinstance(each, models.EmailField) else ""
                length = each.max_length or 1000
                value = word(f"{model.__name__}.{each.name}")
                assert length >= len(value) or length < 10, each
                if length >= 10:
                    changes.append(
                        sql.SQL("{} = left({} || id, {}) || {}").format(
                            key(each.column), value, length - len(after), after
                        )
                    )
            if changes:  # one statement a table, so that the e-mail address still says whose the account is
                connection.execute(
                    sql.SQL("UPDATE {} SET {} WHERE {}").format(
                        key(table), sql.SQL(", ").join(changes), where
                    ),
                    [here],
                )
            for column in JSON_WITH_WORDS.get(table, ()):
                canary = word(f"{model.__name__}.{column}")
                rows = connection.execute(
                    sql.SQL("SELECT id, {} FROM {} WHERE {}").format(key(column), key(table), where), [here]
                ).fetchall()
                for row, value in rows:
                    statement = sql.SQL("UPDATE {} SET {} = %s WHERE id = %s").format(key(table), key(column))
                    connection.execute(statement, [Jsonb(leaves(value, canary)), row])
        questions = [f"{word('Organisation.questions')} {number}?" for number in range(3)]
        connection.execute(
            "UPDATE organisations_organisation SET questions = %s WHERE id = %s", [Jsonb(questions), here]
        )
        payload = Jsonb({"words": word("Job.payload")})
        connection.execute(
            "UPDATE okrsite_job SET payload = %s, unique_key = %s || id, last_error = %s WHERE organisation_id = %s",
            [payload, word("Job.unique_key"), word("Job.last_error"), here],
        )
    return words
