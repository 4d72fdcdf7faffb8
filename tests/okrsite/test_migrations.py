"""Migrations say what the models say, and are quick to run from nothing."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState, StateApps

from tests import ground


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_a_first_start_renders_few_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """An operation on a model renders all that is related to it, which here is everything: they were 6,500
    renderings, and nine of the eleven seconds that a first start spent on migrations
    (organisations/tenancy/migration_operations.py)."""
    rendered = 0
    once = StateApps.render_multiple

    def count(self: StateApps, states: list[object]) -> None:
        nonlocal rendered
        rendered += len(states)
        once(self, states)

    monkeypatch.setattr(StateApps, "render_multiple", count)
    graph = MigrationLoader(connection).graph
    state = ProjectState()
    for key in graph._generate_plan(graph.leaf_nodes(), at_end=True):
        state.apps  # noqa: B018 - as Django does before each migration
        graph.nodes[key].mutate_state(state, preserve=False)
    assert ("objectives", "update") in state.models
    assert rendered < 1_000


def test_a_database_of_other_migrations_is_told_in_a_sentence(own_database: ground.OwnDatabase) -> None:
    with own_database.connect("northstar_owner") as owner:
        owner.execute("DELETE FROM django_migrations WHERE app = 'organisations' AND name LIKE '0001%'")
    with pytest.raises(CommandError, match="made by a version with other migrations"):
        call_command("migrate", database="default", verbosity=0)
