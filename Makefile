# `make demo` does the main job, `make test` proves it. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
ARTICLES ?=
TRAIN := .venv-train
LABELLED ?= $(if $(PLEDGEWIRE_LABELLED),$(PLEDGEWIRE_LABELLED),../shared)
REAL ?= $(LABELLED)/real-joined

.PHONY: help install demo up test train test-training check format schemas notices lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

install: $(STAMP) ## make .venv from the hash-pinned requirements

$(STAMP): requirements/dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: install ## the whole flow on this machine: articles in, commitment events out (ARTICLES=path for your own)
	@$(BIN)/python -m services.local demo $(ARTICLES)

up: install ## the same stack, kept running until Ctrl-C
	@$(BIN)/python -m services.local up

test: install ## unit, contract, property, golden and integration tests (real Kafka, real workers)
	$(BIN)/python -m pytest

train: $(TRAIN)/.installed ## train, measure and export the model (hours; LABELLED=folder of labelled articles, REAL=joined real reports)
	nice $(TRAIN)/bin/python -m training all --labelled $(LABELLED) --real $(REAL)

test-training: $(TRAIN)/.installed ## a toy model learns, twice the same, and is served as trained (needs PyTorch)
	$(TRAIN)/bin/python -m pytest -q -p no:cacheprovider training/tests

$(TRAIN)/.installed: requirements/train.txt # PyTorch brings gigabytes: an environment of its own
	@test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/train.txt
	@touch $@

check: install ## what CI runs: formatting, lint, types, architecture, tests, figures on labelled articles
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

format: install ## format and sort imports in place
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schemas: install ## write the JSON Schemas and asyncapi.yaml anew from the types and the map of topics
	$(BIN)/python -m services.contracts.schemas
	$(BIN)/python -m services.contracts.asyncapi

notices: install ## write THIRD_PARTY.md anew from the locked packages
	$(BIN)/python deploy/third_party.py

lock: ## resolve the requirements anew (needs uv) and write their hashes
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements/services.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra local --extra dev -c requirements/services.txt pyproject.toml -o requirements/dev.txt

clean: ## remove the environment, caches and downloaded jars
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m services.local clean || true; fi
	rm -rf $(VENV) .venv-train .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
