"""How a change reaches the company.

A person's act notes what it touched in the log (objectives/rollup/log.py) and is done. The drain, one at a
time in an organisation, takes the log in batches and pushes exact differences upwards, wave by wave; a
rebuild computes everything from nothing and must find the same integers. Rules: objectives/rollup/rules/.
Arithmetic: objectives/progress.py and its SQL twins. Why it is built so: docs/architecture.md,
docs/decisions.md.
"""

from objectives.rollup.calendar import advance_day
from objectives.rollup.drain import drain, drain_batch
from objectives.rollup.rebuild import rebuild, verify
from objectives.rollup.summaries import resummarise

__all__ = ["advance_day", "drain", "drain_batch", "rebuild", "resummarise", "verify"]
