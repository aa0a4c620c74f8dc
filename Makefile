# What people and CI run. `make` alone lists it.

# Development material that may stand beside the project: the tests and `make evaluate` read it too where it is.
EVALUATION_DATA ?= ../shared/corpus
DATA := $(abspath $(wildcard $(EVALUATION_DATA)))

# Settings come from the environment; what is not set there may stand in .env. A process started beside `make run` uses its servers.
load = saved=$$(export -p); set -a; for file in $(1); do [ ! -f $$file ] || . $$file; done; set +a; eval "$$saved";
ALONE := $(call load,./.env)
BESIDE := $(call load,$${VAR_DIR:-./var}/environment ./.env)

export PYTHONPATH := $(CURDIR)
export ORT_DISABLE_TELEMETRY := 1
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run test setup setup-tests lint types tests craft-tests service-tests lint-deployment format bench evaluate previews migrate api worker check-env clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .ready  ## start everything on this machine: servers, API, worker (PORT=8000, VAR_DIR=./var)
	@$(ALONE) exec python -m app.local

test: lint types tests  ## what CI runs: lint, types, architecture and every test

lint: .ready-tests  ## ruff: rules and format
	@python -m ruff check . && python -m ruff format --check .

types: .ready-tests  ## mypy, strict
	@python -m mypy

tests: .ready-tests  ## the tests alone, in two processes; some of them in one (ARGS="-k worker -x")
	@echo "$(if $(DATA),The tests also read the documents in $(DATA).,No folder $(EVALUATION_DATA) here: the tests read the project's own documents alone.)"
	@$(if $(ARGS),$(PYTEST) $(ARGS),$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync=target craft-tests service-tests)

# Half of the tests wait for servers while the others compute. Each half lists its slowest, so that a slow one is seen.
PYTEST = EVALUATION_DATA='$(DATA)' python -m pytest -q
BESIDE_ANOTHER = -p no:cacheprovider --durations=5

craft-tests: .ready-tests  ## the tests of what happens to a résumé, without a server
	@$(PYTEST) $(BESIDE_ANOTHER) tests/resume

service-tests: .ready-tests  ## the tests of all the rest
	@$(PYTEST) $(BESIDE_ANOTHER) --ignore=tests/resume

lint-deployment:  ## check Dockerfile, compose file and shell scripts by their own linters
	@scripts/lint_deployment.sh

format: .ready-tests  ## bring the code to its format
	@python -m ruff check --fix . && python -m ruff format .

bench: .ready-tests  ## measure speed on this machine: a table, and JSON (ARGS="--jobs 200")
	@python scripts/bench.py $(ARGS)

evaluate: .ready-tests  ## measure the parser on labelled résumés (EVALUATION_DATA=folder)
	@$(if $(DATA),python scripts/evaluate_parsing.py $(DATA) $(ARGS),echo "There is no folder of labelled résumés: make evaluate EVALUATION_DATA=folder")

previews: .ready-tests  ## make the pictures of the templates anew
	@python scripts/make_previews.py

migrate: .ready  ## bring the database of DATABASE_URL to the newest schema
	@$(BESIDE) python scripts/migrate.py

check-env: .ready  ## say which environment variable is wrong and how to mend it
	@$(BESIDE) python scripts/validate_env.py

api: .ready  ## one API process, as deployed
	@$(BESIDE) export WORKER_MODE=api; exec scripts/start.sh

worker: .ready  ## one more worker, as deployed
	@$(BESIDE) export WORKER_MODE=worker; exec scripts/start.sh

setup:  ## make .venv and install what is missing, asking again for Debian's libraries
	@scripts/setup_local.sh requirements.txt --again && echo "All is ready."

clean:  ## remove .venv and caches; var/ with its data stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: .ready .ready-tests
.ready:
	@scripts/setup_local.sh requirements.txt
.ready-tests:
	@scripts/setup_local.sh tests/requirements.txt
