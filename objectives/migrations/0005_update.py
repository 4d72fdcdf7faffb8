"""Updates come from the app checkins: the table and everything on it is renamed, no row is written."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import organisations.tenancy.scope


def rename(old: str, new: str) -> str:
    """Rename the table, its sequence, and every constraint and index named after it."""
    return f"""
        ALTER TABLE {old}_update RENAME TO {new}_update;
        ALTER SEQUENCE {old}_update_id_seq RENAME TO {new}_update_id_seq;
        DO $$
        DECLARE item record;
        BEGIN
            FOR item IN SELECT conname AS name FROM pg_constraint
                        WHERE conrelid = '{new}_update'::regclass AND conname LIKE '{old}\\_update\\_%' LOOP
                EXECUTE format('ALTER TABLE {new}_update RENAME CONSTRAINT %I TO %I', item.name,
                               replace(item.name, '{old}_update', '{new}_update'));
            END LOOP;
            FOR item IN SELECT indexname AS name FROM pg_indexes
                        WHERE tablename = '{new}_update' AND indexname LIKE '{old}\\_update\\_%' LOOP
                EXECUTE format('ALTER INDEX %I RENAME TO %I', item.name,
                               replace(item.name, '{old}_update', '{new}_update'));
            END LOOP;
        END $$;
        UPDATE django_content_type SET app_label = '{new}' WHERE app_label = '{old}' AND model = 'update'
            AND NOT EXISTS (SELECT FROM django_content_type WHERE app_label = '{new}' AND model = 'update');
    """


class Migration(migrations.Migration):
    dependencies = [("objectives", "0004_versioned_rules"), ("checkins", "0002_isolation")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(rename("checkins", "objectives"), rename("objectives", "checkins"))
            ],
            state_operations=[
                migrations.CreateModel(
                    name='Update',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=organisations.tenancy.scope.new_public_id, editable=False, max_length=12)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('value', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                        ('progress', models.IntegerField(null=True)),
                        ('confidence', models.CharField(blank=True, choices=[('', 'Not set'), ('on', 'On track'), ('risk', 'At risk'), ('off', 'Off track')], max_length=4)),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('no_change', models.BooleanField(default=False)),
                        ('request_id', models.UUIDField()),
                        ('steps', models.JSONField(null=True)),
                        ('by', organisations.tenancy.scope.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                        ('key_result', organisations.tenancy.scope.TenantForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='objectives.keyresult')),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                        ('reverts', organisations.tenancy.scope.TenantForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='objectives.update')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'indexes': [models.Index(fields=['organisation', 'key_result', '-at'], name='update_newest')],
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'public_id'), name='update_public_id'), models.UniqueConstraint(fields=('organisation', 'request_id'), name='update_request')],
                    },
                ),
            ],
        ),
    ]
