# Everything that is typed more than once; `make` alone lists it.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test chat setup train migrate seed-demo widget lint test-app test-widget test-engine test-e2e \
  benchmark benchmark-nlu benchmark-widget benchmark-desk \
  benchmark-telegram clean

UV_VERSION := 0.13.9
OWN_UV := .tools/bin/uv
# An older uv would not understand the lock files.
NEW_ENOUGH := awk '{split($$2, v, "."); yes = v[1] > 0 || v[2] >= 13} END {exit !yes}'
UV := $(shell uv --version 2>/dev/null | $(NEW_ENOUGH) && command -v uv || echo $(OWN_UV))
RUN := $(UV) run --no-sync
ENGINE_PYTHON := bot/.venv/bin/python
# Node.js comes with the app's environment, as a package of its own; only who changes or tests the widget needs it.
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" npm --prefix widget --loglevel error

# uv must not fetch an interpreter unless somebody asks for it.
export UV_PYTHON_DOWNLOADS := manual
unexport UV_PROJECT_ENVIRONMENT VIRTUAL_ENV

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup ## Start the bot and print its address; Ctrl-C stops it
	@$(RUN) porewell run

test: setup lint train test-app test-widget test-engine test-e2e ## Check everything, as continuous integration does

chat: setup ## Talk to the bot in the terminal
	@$(RUN) porewell chat

setup: $(filter $(OWN_UV),$(UV)) ## Install both environments (some minutes the first time, then a second)
	@$(UV) python find --no-project 3.11 >/dev/null 2>&1 || { \
	  echo "The engine needs Python 3.11, and there is none. Install it (Debian 12: apt install python3.11)," >&2; \
	  echo "or let uv fetch one:  UV_PYTHON_DOWNLOADS=manual $(UV) python install 3.11" >&2; exit 1; }
	@[ -d .venv ] || echo "Installing the app's packages into .venv (700 MB, about half a minute) ..."
	@$(UV) sync --quiet --locked
	@[ -d bot/.venv ] || echo "Installing the engine's packages into bot/.venv (450 MB, about half a minute) ..."
	@$(UV) sync --quiet --locked --project bot

$(OWN_UV):
	@command -v python3 >/dev/null || { echo "Python 3.11 is missing: install python3." >&2; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python can't make environments. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Installing uv $(UV_VERSION) into .tools (some seconds, once) ..."
	@python3 -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

train: setup ## Train the model if its ingredients changed (about a minute)
	@LOG_LEVEL=WARNING PYTHONWARNINGS=ignore $(ENGINE_PYTHON) -m bot.train

migrate: setup ## Bring the database to the newest version; `make run` does it too
	@$(RUN) porewell migrate

seed-demo: setup ## Fill var/demo with a made-up month, to look at the desk; DEMO="--help" tells what else it can
	@$(RUN) porewell seed-demo $(DEMO)

widget: setup widget/node_modules/.package-lock.json ## Build the website's chat from widget/src, and print its sizes
	@$(NPM) run --silent build

widget/node_modules/.package-lock.json: widget/package-lock.json | setup
	@echo "Installing what builds the widget (some seconds) ..."
	@$(NPM) ci --silent --ignore-scripts --no-audit --no-fund

lint: setup ## Check style, types, who imports whom, and the training data (about a minute)
	@echo "Checking style, types, imports and the training data (about a minute) ..."
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@PYTHONWARNINGS=ignore $(ENGINE_PYTHON) -m bot.validate

test-app: setup ## Test the app, without the engine
	@echo "Testing the app (some ten minutes) ..."
	@$(RUN) pytest --quiet --numprocesses auto --dist worksteal --ignore tests/bot --ignore tests/e2e

test-widget: setup widget/node_modules/.package-lock.json ## Test the website's chat: types, transport, sizes, and that it is built
	@echo "Testing the widget (some seconds) ..."
	@$(NPM) run --silent check
	@$(NPM) test --silent
	@$(NPM) run --silent build -- --check

# The engine's environment knows nothing of the app's: neither its pytest options nor its fixtures.
test-engine: setup ## Test what runs inside Rasa, in the engine's environment
	@echo "Testing the engine (about a minute) ..."
	@$(ENGINE_PYTHON) -m pytest --quiet --disable-warnings -c /dev/null --rootdir . --confcutdir tests/bot tests/bot

test-e2e: setup widget/node_modules/.package-lock.json ## Test the whole product: app, real engine, and a browser if there is one
	@echo "Testing app and engine together (some fifteen minutes) ..."
	@$(RUN) pytest --quiet --timeout 600 --numprocesses 2 --dist loadgroup tests/e2e

benchmark: setup ## Measure speed beside stock Rasa (long: installs and trains that too)
	@$(RUN) python -m benchmarks.speed

benchmark-nlu: setup ## Measure understanding on Banking77 and CLINC150 (some minutes)
	@$(RUN) python -m benchmarks.nlu

benchmark-widget: setup widget ## Measure the website's chat beside two others in one browser (some minutes)
	@$(RUN) python -m benchmarks.widget

benchmark-desk: setup ## Measure the desk's pages over 100,000 messages (some minutes)
	@$(RUN) python -m benchmarks.desk

benchmark-telegram: setup train ## Measure the webhook beside Rasa's own Telegram connector (long: installs and trains stock Rasa too)
	@$(RUN) python -m benchmarks.telegram

clean: ## Remove environments and caches; what the salon stored in var/ stays
	@rm -rf .venv bot/.venv widget/node_modules widget/dist .tools .rasa .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './var/*' -exec rm -rf {} +
	@echo "var/ (database, keys, models) was kept."
