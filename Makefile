# Northstar. `make` lists what there is; `make run` and `make test` need Python 3.11 or newer and nothing else.

VENV ?= .venv
PYTHON ?= $(shell for each in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
IN := $(VENV)/bin/python
PIP := $(IN) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes

# What the settings must be told before a tool may read them; no server is asked.
TOOLS := SECRET_KEY=only-for-tools-that-read-the-settings-0123456789-abcdefghijkl EMAIL_URL=smtp://localhost PUBLIC_ORIGIN=https://northstar.example DATABASE_URL=postgresql://nobody@127.0.0.1:1/none EMAIL_URL=smtp://localhost

.DEFAULT_GOAL := help
.PHONY: help run test proof check lint types bench pins browser

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do printf '  make %-8s %s\n' "$$name" "$$what"; done

run: $(VENV)/run.stamp ## everything at http://localhost:8000, Ctrl-C stops it (PORT, DATA_DIR, DATABASE_URL, REDIS_URL are respected)
	@exec $(IN) manage.py run

test: $(VENV)/dev.stamp browser ## the tests, in parallel, on servers of their own
	@$(IN) -m pytest -m "not proof" $(ARGS)

proof: $(VENV)/dev.stamp browser ## the longer proofs: kills, outages, every page and form in every way
	@$(IN) -m pytest -m proof $(ARGS)

check: lint types test ## all that a change must pass

lint: $(VENV)/dev.stamp ## style, templates, security, and what pinned files must say
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --quiet --check .
	@$(VENV)/bin/djlint --quiet --lint templates
	@$(VENV)/bin/bandit --quiet --recursive --configfile pyproject.toml okrsite organisations objectives checkins
	@$(TOOLS) $(IN) manage.py check --deploy --fail-level WARNING

types: $(VENV)/dev.stamp ## mypy --strict
	@$(TOOLS) $(VENV)/bin/mypy

pins: ## pin what pyproject.toml asks for again, for every Python and system (needs uv)
	@for each in requirements.txt "requirements-local.txt --extra local" "requirements-dev.txt --all-extras"; do uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header pyproject.toml --output-file $$each; done

bench: $(VENV)/dev.stamp ## the figures of docs/benchmarks.md, each a ratio in one run (BENCH_PEOPLE=10000)
	@NORTHSTAR_BENCH=1 $(IN) -m pytest tests/bench -n 0 -q -s $(ARGS)

# The environment ------------------------------------------------------------------------------------------------------

$(IN):
	@test -n "$(PYTHON)" || { echo "Northstar needs Python 3.11 or newer, and found none: install Debian's python3 package, or see python.org."; exit 1; }
	@mkdir -p $(VENV) 2>/dev/null && test -w $(VENV) || { echo "$(CURDIR) cannot be written: copy the project to a folder of yours, or set VENV and DATA_DIR."; exit 1; }
	@echo "Making the virtual environment $(VENV) with $$($(PYTHON) --version)."
	@{ $(PYTHON) -m venv --clear $(VENV) || $(PYTHON) -m virtualenv --clear $(VENV) || uv venv --clear --seed --python $(PYTHON) $(VENV); } >/dev/null 2>&1 \
	|| { rm -rf $(VENV); echo "No virtual environment could be made: install Debian's python3-venv package, or virtualenv, or uv."; exit 1; }

# Installed again only when the pinned list changed. Wheels only: nothing is compiled on a bare machine.
$(VENV)/run.stamp: requirements-local.txt | $(IN)
	@echo "Installing what requirements-local.txt pins, which takes a minute or less."
	@$(PIP) -r requirements-local.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt | $(IN)
	@echo "Installing what requirements-dev.txt pins."
	@$(PIP) -r requirements-dev.txt
	@touch $@

# Tests find Chromium as tests/browser/conftest.py says: the system's, else Playwright's.
browser: $(VENV)/dev.stamp
	@command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null || $(IN) -m playwright install chromium 2>/dev/null \
	|| { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq chromium; } \
	|| { echo "The browser tests need Chromium: install Debian's chromium package."; exit 1; }
