# `make` lists the verbs. Everything is built in .venv, var/ and HOME_DIR; nothing else on the machine changes.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

DATE     ?= 2026-11-30
ORGS     ?= 5000
INBOX    ?=
HOME_DIR ?= data

VENV := .venv
READY := $(VENV)/.ready
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export AIRFLOW_HOME := $(CURDIR)
export OVERSIGHT_HOME = $(abspath $(HOME_DIR))
export PYTHONWARNINGS := ignore
PYTHON := $(CURDIR)/$(VENV)/bin/python

.PHONY: help run test test-slow check serve bench docs lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile
	@echo "  variables    DATE=$(DATE)  ORGS=$(ORGS)  INBOX=dir  HOME_DIR=$(HOME_DIR)"

# uv comes from the same lock as the rest: pip checks its hash, then uv checks all others.
$(READY): requirements.lock pyproject.toml
	@echo "environment: $(VENV)"
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.txt
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(VENV)/uv.txt
	@$(VENV)/bin/uv pip sync --quiet --python $(PYTHON) --require-hashes requirements.lock
	@$(VENV)/bin/uv pip install --quiet --python $(PYTHON) --no-build-isolation --no-deps --editable .
	@touch $@

run: $(READY) ## the whole cycle: demo or INBOX deliveries, nightly, monthly, summary
	@$(PYTHON) scripts/cycle.py --date "$(DATE)" --organisations "$(ORGS)" --inbox "$(INBOX)"

test: $(READY) ## the tests, but for the slow ones
	@$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-slow: $(READY) ## tests that build many times over
	@$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m slow

check: $(READY) ## format, lint of Python and SQL, dbt parse, structure rules
	@$(PYTHON) scripts/check.py

serve: $(READY) ## Airflow with its pages, on loopback
	@$(PYTHON) scripts/first_start.py && exec airflow standalone

bench: $(READY) ## stages timed at ORGS organisations, into docs/bench.md
	@$(PYTHON) scripts/bench.py --date "$(DATE)" --organisations "$(ORGS)"

docs: $(READY) ## clauses and what holds them (docs/clauses.md); dbt's documentation of the last build
	@$(PYTHON) scripts/clause_table.py
	@$(PYTHON) scripts/dbt_docs.py --date "$(DATE)"

lock: $(READY) ## pin requirements.in again, with hashes
	@uv pip compile requirements.in --output-file requirements.lock --quiet --upgrade --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate --python-version 3.11

clean: ## everything that can be rebuilt; deliveries read, draws and ledger stay
	@rm -rf $(VENV) var .pytest_cache .ruff_cache "$(OVERSIGHT_HOME)/warehouse.duckdb" \
	  "$(OVERSIGHT_HOME)/building" "$(OVERSIGHT_HOME)/restating" "$(OVERSIGHT_HOME)/dbt" "$(OVERSIGHT_HOME)/reference"
	@find dags plugins scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +
