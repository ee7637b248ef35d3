# Two commands matter: `make run` and `make test`. Both begin with `make setup`, which is quick when nothing changed.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test core on-sqlite on-postgresql in-browser check types format templates imports migrations fmt messages bench

PORT ?= 8000
# The demo lives on 10 September 2561; TODAY=2563-06-22 builds another, in the middle of the second letter's contest,
# and TODAY=2563-07-06 after its results, with the money at the groups.
TODAY ?=
DATA ?= var/demo$(addprefix -,$(TODAY))
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
# Processes share the tests file by file: what the tests of one file stand on is built once, by one of them.
SHARED := --dist loadfile --no-loadscope-reorder
# A third of the tests run on PostgreSQL: half as many processes end with the others and build less twice.
HALF := $(shell echo $$(( ($$(getconf _NPROCESSORS_ONLN) + 1) / 2 )))
# Of marked tests only the files that hold one are read: to read them all takes each process some seconds.
holding = $(shell grep -rl --include='test_*.py' 'mark\.$(1)' tests --exclude-dir=core | sort)
# Many processes start here; each would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE
# What checks and tests leave behind stays apart from any office's data.
WORKBENCH := DATA=build/test

help: ## Tells what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.ok ## Installs into .venv exactly what requirements.lock names

.venv/.ok: requirements.lock pyproject.toml tools/setup.sh
	@PY="$(PY)" tools/setup.sh
	@touch $@

run: setup ## Serves the demo world on http://127.0.0.1:8000   (others: make run PORT=8080 DATA=var/other)
	@exec $(BIN)/sammachip serve --demo $(addprefix --today ,$(TODAY)) --port "$(PORT)" --data "$(DATA)"

test: setup ## Passes every check and every test, on both databases and in a browser
	@$(MAKE) --no-print-directory -j2 check core
	@$(MAKE) --no-print-directory -j3 on-sqlite on-postgresql in-browser

core:
	@echo "test: the core"
	@$(WORKBENCH) $(PYTEST) tests/core

on-sqlite:
	@echo "test: everything else, on SQLite"
	@$(WORKBENCH) $(PYTEST) -n auto $(SHARED) -m "not journey" --ignore=tests/core

# A browser and a database server wait more than they work, so both run beside the others and speak when they are over.
in-browser:
	@CHROMIUM="$$(tools/browser.sh)"; export CHROMIUM; \
	$(WORKBENCH) tools/at-the-end.sh "test: journeys, in a browser" $(PYTEST) -m journey $(call holding,journey)

on-postgresql:
	@$(WORKBENCH) tools/at-the-end.sh "test: state, sight, money and concurrency, on PostgreSQL" \
	$(BIN)/python -m tests.databases -- $(PYTEST) -n $(HALF) $(SHARED) -m both $(call holding,both)

check: setup ## Checks format, lint, types, templates, the line of imports and the migrations
	@$(MAKE) --no-print-directory -j2 types format templates imports migrations

types:
	@echo "check: types";               $(WORKBENCH) $(BIN)/mypy
format:
	@echo "check: format and lint";     $(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
templates:
	@echo "check: templates";           $(BIN)/djlint src/sammachip --lint --quiet
imports:
	@echo "check: the line of imports"; $(BIN)/lint-imports --no-cache
migrations:
	@echo "check: migrations";          mkdir -p build/test && $(WORKBENCH) $(BIN)/python -m django makemigrations --check --dry-run --settings sammachip.settings

fmt: setup ## Formats the code and mends what the linter can mend
	@$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q .

messages: setup ## Gathers the marked sentences into the English translation file
	@$(BIN)/python tools/messages.py

bench: setup ## Measures what we promise about speed, each as a ratio with its bar; NAME=board: one of them
	@$(BIN)/python -m bench $(NAME)
