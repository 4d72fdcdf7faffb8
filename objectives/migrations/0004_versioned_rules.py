"""The roll-up's rules come from versioned files from here on (objectives/rollup/rules/)."""

from django.db import migrations

from objectives.rollup.rules import InstallRules


class Migration(migrations.Migration):
    # The operation queues jobs.
    dependencies = [("objectives", "0003_rules"), ("okrsite", "0002_isolation")]

    operations = [InstallRules(1)]
