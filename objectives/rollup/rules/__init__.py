"""The rules of the roll-up, once, in SQL: what counts in what, what the summaries count, what a reader should
look at. docs/rules.md §2, §3 and §6 are their source.

`v1/*.sql` holds whole statements, installed in the order of their names. A rule changes by a new version: copy
the newest folder, edit the copy, and add a migration with `InstallRules(2)`. Files of a version that was
released are never edited.
"""

from objectives.rollup.rules.operation import InstallRules

__all__ = ["InstallRules"]
