"""A file becomes people or units: all of it or nothing, once, with the trail to show for it."""

from collections.abc import Iterator

import pytest
from django.db import connection

from okrsite.infra import jobs
from organisations.imports import actions as import_actions
from organisations.imports.actions import begin_import, leave_out, map_columns, mend_row, unmend_row, upload
from organisations.imports.csv_files import read
from organisations.imports.dry_run import dry_run
from organisations.models import Account, AuditEvent, Membership, PeopleImport, Role, Unit, UnitClosure
from organisations.people.departures import deactivate
from organisations.refusals import Refused
from organisations.tenancy import within
from tests import ground, worlds
from tests.organisations.cast import NOW, TODAY, Fjellvann, found

WORLD = "fjellvann"

CLEAN = """Navn;E-post;Stilling;Enhet;Nærmeste leder;Rolle
Siri Moen;siri.moen@fjellvann.example;Salgssjef;Sales;maya.berge@fjellvann.example;medlem
Ola Vik;ola.vik@fjellvann.example;Selger;Sales / Key Accounts;siri.moen@fjellvann.example;
=1+1;formel@fjellvann.example;;;;leser
Ingrid Solheim;ingrid.solheim@fjellvann.example;Key account manager;;siri.moen@fjellvann.example;
"""


@pytest.fixture
def cast(db: None) -> Iterator[Fjellvann]:
    people: Fjellvann = worlds.world()
    with within(people.organisation):
        yield people


def uploaded(cast: Fjellvann, text: str, what: str = "people") -> PeopleImport:
    return upload(what=what, file_name="folk.csv", table=read(text.encode()), by=cast.anne, now=NOW)


def test_a_clean_file_becomes_people(cast: Fjellvann) -> None:
    file = begin_import(upload=uploaded(cast, CLEAN), by=cast.anne, now=NOW)
    assert file.state == "imported" and file.rows == [], "people's data are not kept twice"
    assert file.outcome == {"added": 3, "changed": 1, "units": 0, "set_aside": 0}
    siri, ola = (Membership.objects.get(name=name) for name in ("Siri Moen", "Ola Vik"))
    assert (siri.title, siri.unit, siri.manager, siri.role, siri.joined_on) == (
        "Salgssjef",
        cast.sales,
        cast.maya,
        Role.MEMBER,
        TODAY,
    )
    assert (ola.unit, ola.manager) == (cast.key_accounts, siri)
    formula = Membership.objects.get(account__email="formel@fjellvann.example")
    assert (formula.name, formula.role, formula.unit) == ("=1+1", Role.VIEWER, cast.company)
    assert not siri.account.has_usable_password()
    cast.ingrid.refresh_from_db()
    assert (cast.ingrid.title, cast.ingrid.manager, cast.ingrid.unit) == (
        "Key account manager",
        siri,
        cast.key_accounts,
    )
    assert AuditEvent.objects.filter(act="member_joined", row=siri.pk, by=cast.anne).exists()
    assert AuditEvent.objects.get(act="people_imported").after["added"] == 3


def test_nothing_is_imported_while_one_row_is_bad(cast: Fjellvann) -> None:
    file = uploaded(cast, CLEAN + "Kari;kari(at)fjellvann;;;;\n")
    before = (Membership.objects.count(), Account.objects.count())
    with pytest.raises(Refused, match="1 row needs mending first"):
        begin_import(upload=file, by=cast.anne, now=NOW)
    mend_row(upload=file, number=6, cells={"email": "kari@fjellvann.example"})
    file.refresh_from_db()
    assert dry_run(file).is_clean
    unmend_row(upload=file, number=6)
    file.refresh_from_db()
    assert [row.number for row in dry_run(file).bad] == [6], "undone"
    leave_out(upload=file, numbers=[6])
    assert (Membership.objects.count(), Account.objects.count()) == before
    assert begin_import(upload=file, by=cast.anne, now=NOW).outcome["set_aside"] == 1


def test_a_column_that_nobody_matched_stops_it(cast: Fjellvann) -> None:
    file = uploaded(cast, "Hvem;Adresse\nSiri;siri@fjellvann.example\n")
    with pytest.raises(Refused, match="No column of the file is name or e-mail yet"):
        begin_import(upload=file, by=cast.anne, now=NOW)
    map_columns(upload=file, mapping={"name": 0, "email": 1, "title": 9}, existing="update")
    assert begin_import(upload=file, by=cast.anne, now=NOW).outcome["added"] == 1


def test_a_unit_is_created_for_every_row_that_names_it(cast: Fjellvann) -> None:
    file = uploaded(
        cast, "name,email,unit\nSiri,s@x.example,Sales / Inside\nOla,o@x.example,sales > inside\n"
    )
    mend_row(upload=file, number=2, cells={"create_unit": "Sales / Inside"})
    assert begin_import(upload=file, by=cast.anne, now=NOW).outcome == {
        "added": 2,
        "changed": 0,
        "units": 1,
        "set_aside": 0,
    }
    inside = Unit.objects.get(name="Inside")
    assert inside.parent == cast.sales and inside.members.count() == 2


def test_members_are_skipped_when_that_is_the_wish(cast: Fjellvann) -> None:
    file = uploaded(cast, CLEAN)
    map_columns(upload=file, mapping=file.mapping, existing="skip")
    assert begin_import(upload=file, by=cast.anne, now=NOW).outcome["changed"] == 0
    cast.ingrid.refresh_from_db()
    assert cast.ingrid.title == ""


def test_somebody_who_left_is_taken_back_only_when_asked(cast: Fjellvann) -> None:
    deactivate(member=cast.silje, by=cast.anne, now=NOW, left_on=TODAY, takes={})
    file = uploaded(cast, "name,email\nSilje Krog,silje.krog@fjellvann.example\n")
    assert not dry_run(file).is_clean
    mend_row(upload=file, number=2, cells={"back": "1"})
    begin_import(upload=file, by=cast.anne, now=NOW)
    cast.silje.refresh_from_db()
    assert cast.silje.active


def test_two_swap_places(cast: Fjellvann) -> None:
    """Maya manages Ingrid; the file turns it round. One by one that would be a loop, together it is none."""
    turned = "email,name,manager\n{0},,{1}\n{1},,henrik.aasen@fjellvann.example\n".format(
        "maya.berge@fjellvann.example", "ingrid.solheim@fjellvann.example"
    )
    begin_import(upload=uploaded(cast, turned), by=cast.anne, now=NOW)
    cast.maya.refresh_from_db()
    cast.ingrid.refresh_from_db()
    assert (cast.maya.manager, cast.ingrid.manager) == (cast.ingrid, cast.henrik)


def test_a_file_is_imported_once(cast: Fjellvann) -> None:
    file = begin_import(upload=uploaded(cast, CLEAN), by=cast.anne, now=NOW)
    with pytest.raises(Refused, match="imported already"):
        begin_import(upload=file, by=cast.anne, now=NOW)
    with pytest.raises(Refused, match="imported already"):
        leave_out(upload=file, numbers=[2])


UNITS = """Enhet,Overordnet,Type,Leder,Fase
Nordics,Sales,Avdeling,Maya Berge,pilot
Sales / Nordics / Oslo,,Team,,
Partners,Fjellvann AS,Divisjon,henrik.aasen@fjellvann.example,ikke startet
Bergen,Nordics,Team,,
Key Accounts,Sales,Avdeling,,
"""


def test_units_find_their_place_among_the_tree_and_the_file(cast: Fjellvann) -> None:
    file = begin_import(upload=uploaded(cast, UNITS, "units"), by=cast.anne, now=NOW)
    assert file.outcome == {"added": 4, "changed": 1, "set_aside": 0}
    bergen = Unit.objects.get(name="Bergen")
    assert [unit.name for unit in Unit.objects.above(bergen)] == [
        "Fjellvann AS",
        "Sales",
        "Nordics",
        "Bergen",
    ]
    nordics, partners = Unit.objects.get(name="Nordics"), Unit.objects.get(name="Partners")
    assert (nordics.lead, nordics.kind, nordics.stage) == (cast.maya, "department", "pilot")
    assert (partners.parent, partners.kind, partners.stage) == (cast.company, "division", "not_started")
    assert UnitClosure.objects.filter(ancestor=cast.company).count() == Unit.objects.count()


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        (",Sales,,,", "name", "missing"),
        ("Oslo,Salse,,,", "parent", "nearest is “Sales”"),
        ("Oslo,Sales,galaxy,,", "kind", "no kind"),
        ("Oslo,Sales,,nobody@x.example,", "lead", "nobody here"),
        ("Oslo,Sales,,,soonish", "stage", "no stage"),
        ("Oslo,Bergen,,,\nBergen,Oslo,,,", "parent", "circle"),
    ],
)
def test_each_bad_unit_is_told_why(cast: Fjellvann, row: str, field: str, why: str) -> None:
    run = dry_run(uploaded(cast, "Name,Parent,Kind,Lead,Stage\n" + row, "units"))
    assert run.bad, "found nothing"
    assert (run.bad[0].findings[0].field, why in run.bad[0].findings[0].sentence) == (field, True), run.bad[
        0
    ].findings


def test_the_same_unit_twice(cast: Fjellvann) -> None:
    run = dry_run(uploaded(cast, "Name,Parent\nOslo,Sales\nSales / oslo,\n", "units"))
    assert [finding.sentence for row in run.bad for finding in row.findings] == ["Row 2 is the same unit."]


def test_a_large_file_is_written_by_a_job(
    own_database: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = found()
    monkeypatch.setattr(import_actions, "IN_ONE_GO", 3)
    with within(cast.organisation):
        file = begin_import(upload=uploaded(cast, CLEAN), by=cast.anne, now=NOW)
        assert file.state == "working" and not Membership.objects.filter(name="Siri Moen").exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM okrsite_job WHERE kind = 'organisations.people_import'")
            job = cursor.fetchone()[0]
    assert jobs.perform(job, cast.organisation.pk) == "done"
    assert jobs.perform(job, cast.organisation.pk) is None, "a second ring finds nothing"
    with within(cast.organisation):
        file.refresh_from_db()
        assert file.state == "imported" and Membership.objects.filter(name="Siri Moen").count() == 1


def test_what_changed_under_a_waiting_job_makes_it_a_dry_run_again(
    own_database: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = found()
    monkeypatch.setattr(import_actions, "IN_ONE_GO", 3)
    with within(cast.organisation):
        file = begin_import(upload=uploaded(cast, CLEAN), by=cast.anne, now=NOW)
        deactivate(member=cast.maya, by=cast.anne, now=NOW, left_on=TODAY, takes={})
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM okrsite_job WHERE kind = 'organisations.people_import'")
            job = cursor.fetchone()[0]
    assert jobs.perform(job, cast.organisation.pk) == "done"
    with within(cast.organisation):
        file.refresh_from_db()
        assert file.state == "dry" and "Something changed since the dry run" in file.outcome["problem"]
        assert not Membership.objects.filter(name="Siri Moen").exists()


def test_three_thousand_people_at_once(cast: Fjellvann, django_assert_max_num_queries: object) -> None:
    rows = "\n".join(
        f"Person {n},p{n}@x.example,Sales,{f'p{n // 8}@x.example' if n else ''}" for n in range(3_000)
    )
    file = uploaded(cast, f"name,email,unit,manager\n{rows}")
    with django_assert_max_num_queries(60):  # type: ignore[operator]  # in batches of a thousand
        import_actions.write_import(upload=file, by=cast.anne, now=NOW)
    assert Membership.objects.filter(unit=cast.sales).count() == 3_002
