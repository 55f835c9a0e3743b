# The ways into Ombud. `make help` lists them.
PYTHON ?= python3.11
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup try test test-wide check format lint types contracts audit licences lock system chaos docs reference learn

help:  ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

.venv/ready: requirements/dev.txt requirements/uv.txt
	@echo "== setup: python environment"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt requirements/uv.txt
	@ln -sf ../../ombud $(BIN)/ombud
	@touch $@

setup: .venv/ready  ## make .venv with the pinned requirements

system:
	@sh .ci/system

try: setup  ## start sandbox, bot and starter rulebook on loopback
	@$(BIN)/python -m bot try

WORKERS ?= 3

TESTS := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test: setup system  ## WORKERS=n: run every test, each in one setting
	@echo "== test: everything, $(WORKERS) at a time"
	@$(TESTS) -m "not wide"

test-wide: setup system  ## the tests that `test` leaves out: the same in further settings
	@echo "== test: further settings, $(WORKERS) at a time"
	@$(TESTS) -m wide

lint: setup
	@echo "== lint"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: setup
	@echo "== types"
	@$(BIN)/mypy

contracts: setup
	@echo "== import contracts"
	@$(BIN)/lint-imports

audit: setup  ## known vulnerabilities in what Ombud runs on
	@echo "== audit"
	@$(BIN)/python .ci/audit.py

licences: setup  ## licences of what Ombud runs on
	@echo "== licences"
	@$(BIN)/python .ci/licences.py

RUNS ?= 4
SEED ?= 1

chaos: setup system  ## RUNS=n SEED=s: seeded runs under every kind of fault
	@echo "== chaos: $(RUNS) runs from seed $(SEED)"
	@$(BIN)/python -m tests.chaos --runs $(RUNS) --seed $(SEED)

docs: setup  ## the documentation as a site in build/docs; a dead link or page left out fails
	@echo "== docs"
	@$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --builder dirhtml docs build/docs

reference: setup  ## write the pages of docs/reference/ that the code knows
	@$(BIN)/python -m bot.reference

check: lint types contracts audit licences docs test chaos  ## format, lint, types, contracts, dependencies, documentation, tests and chaos: what CI runs

format: setup  ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

learn: setup  ## teach the encoders again from bench/questions, and fit what rests on that: four hours of two cores
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/learn.txt
	@$(BIN)/python -m bench.learn
	@$(BIN)/python -m bench.fit_ranking
	@$(BIN)/python -m bench.fit_translated

lock: setup  ## compile the pinned requirements again
	@$(BIN)/uv pip compile --quiet --no-header --universal --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml -o requirements/run.txt
	@$(BIN)/uv pip compile --quiet --no-header --universal --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml --group dev -o requirements/dev.txt
	@$(BIN)/uv pip compile --quiet --no-header --universal --generate-hashes --no-emit-index-url --python-version 3.11 --group learn -c requirements/dev.txt -o requirements/learn.txt
