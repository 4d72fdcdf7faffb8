"""Operations of migrations: many tables in one step, and what closes tenant tables to other organisations."""

from typing import Any

from django.db import models
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation

from organisations.tenancy.scope import TenantOneToOneField


class Tables(Operation):
    """Create these models at once; they may refer to one another in any order.

    Django renders every related model anew after each operation that changes the state, and here everything
    is related: with the 290 operations that `makemigrations` wrote, that was four fifths of what migrating an
    empty database cost. Here the state is rendered once, and a field that points forward needs no operation
    of its own.
    """

    reversible = True
    reduces_to_sql = True
    serialization_expand_args = ["models"]

    def __init__(self, models: list[CreateModel]) -> None:
        self.models = models

    def deconstruct(self) -> Any:
        return self.__class__.__name__, [], {"models": self.models}

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # rendered again when somebody asks, with all of them
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {', '.join(model.name for model in self.models)}"


POLICY = "organisation_id = (SELECT northstar_organisation())"


class Protect(Operation):
    """Close tenant tables: keys with the organisation, composite foreign keys, row-level security forced.

    Takes every model of one migration at once, so that tables may refer to one another in any order. The
    constraints are NOT DEFERRABLE: a deferrable one accepted another tenant's row inside a test's
    transaction. `append_only` names models whose rows the app role may neither change nor delete; `hot` those
    whose pages keep a fifth of their room for HOT updates.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, *names: str, append_only: tuple[str, ...] = (), hot: tuple[str, ...] = ()) -> None:
        self.names, self.append_only, self.hot = names, tuple(append_only), tuple(hot)

    def deconstruct(self) -> Any:
        kwargs = {key: value for key in ("append_only", "hot") if (value := getattr(self, key))}
        return self.__class__.__name__, list(self.names), kwargs

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        run = schema_editor.execute
        models_ = [to_state.apps.get_model(app_label, name) for name in self.names]
        for model in models_:
            table = model._meta.db_table
            run(f"ALTER TABLE {table} ADD CONSTRAINT {table}_tenant_key UNIQUE (organisation_id, id)")
            run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            run(
                f"CREATE POLICY tenant ON {table} FOR ALL TO northstar_app USING ({POLICY}) WITH CHECK ({POLICY})"
            )
            if model.__name__ in self.append_only:
                run(f"REVOKE UPDATE, DELETE ON {table} FROM northstar_app")
            if model.__name__ in self.hot:
                run(f"ALTER TABLE {table} SET (fillfactor = 80)")
        for model in models_:
            table = model._meta.db_table
            for field in filter(is_tenant_key, model._meta.local_fields):
                run(composite_key(table, field))
                if isinstance(field, TenantOneToOneField):
                    one = f"{table}_{field.column}_one"
                    run(f"ALTER TABLE {table} ADD CONSTRAINT {one} UNIQUE (organisation_id, {field.column})")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        run = schema_editor.execute
        for name in self.names:
            table = from_state.apps.get_model(app_label, name)._meta.db_table
            run(f"DROP POLICY tenant ON {table}")
            run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            run(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            run(f"ALTER TABLE {table} DROP CONSTRAINT {table}_tenant_key CASCADE")

    def describe(self) -> str:
        return f"Protect {', '.join(self.names)} by row-level security and composite keys"


def is_tenant_key(field: Any) -> bool:
    """Whether a field points from one organisation's row to another row of the same organisation."""
    return isinstance(field, models.ForeignKey) and not getattr(field, "db_constraint", True)


def composite_key(table: str, field: Any) -> str:
    """The statement that ties a reference and its organisation together."""
    target = field.related_model._meta.db_table
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{field.column}_same_organisation "
        f"FOREIGN KEY (organisation_id, {field.column}) REFERENCES {target} (organisation_id, id)"
    )


class ProtectField(Operation):
    """Tie a reference that was added to a protected table to its organisation, as `Protect` does for all fields of
    a new one.

    A foreign key added to rows is checked as the owner of the tables. Forced row-level security shows the owner
    no row: with it on the referenced table every row looks like an orphan, and with it on both nothing is
    checked at all. So the force is lifted from both for that statement. Reversed it drops the constraint.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model: str, field: str) -> None:
        self.model, self.field = model, field

    def deconstruct(self) -> Any:
        return self.__class__.__name__, [self.model, self.field], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models are not concerned."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table, field = self._reference(app_label, to_state)
        tables = sorted({table, field.related_model._meta.db_table})
        for name in tables:
            schema_editor.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(composite_key(table, field))
        if isinstance(field, TenantOneToOneField):
            schema_editor.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_{field.column}_one UNIQUE (organisation_id, {field.column})"
            )
        for name in tables:
            schema_editor.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table, field = self._reference(app_label, from_state)
        for ending in ("same_organisation", "one"):
            schema_editor.execute(
                f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_{field.column}_{ending}"
            )

    def _reference(self, app_label: str, state: Any) -> tuple[str, Any]:
        model = state.apps.get_model(app_label, self.model)
        return model._meta.db_table, model._meta.get_field(self.field)

    def describe(self) -> str:
        return f"Tie {self.model}.{self.field} to its organisation"
