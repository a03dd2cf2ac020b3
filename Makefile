# The few commands of this project; `make` alone lists them. What they need: Python 3.11 or newer, and make; for the
# pages of the web app, Node 20 or newer as well.
# `.venv` belongs to this file: it is made once, and again when the folder has moved or its Python is gone.

.DEFAULT_GOAL := help
.PHONY: help chat serve web test lint bench eval train lock clean FORCE
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory
unexport PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH VIRTUAL_ENV

BIN := .venv/bin
UV := $(BIN)/uv
INSTALL := $(UV) pip install --quiet --link-mode copy --python $(BIN)/python
COMPILE := $(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(ARGS)
EVALS := ../shared/evals
CASES := $(wildcard $(EVALS)/cases*.jsonl $(EVALS)/own_cases.jsonl)
SAY = @printf '%s\n' $(1) >&2
OR_EXPLAIN = || { printf '%s\n' 'Not installed: see above. Packages come over the network; then run the same command again.' >&2; exit 1; }

NODE := node --eval 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null
PAGES := $(wildcard web/*.json web/*.ts web/*.html) $(shell find web/src web/public web/worker -type f 2>/dev/null)

# Whether `.venv` was made here and its Python still runs; asked once, without starting Python.
WHOLE := $(shell [ -x $(BIN)/python ] && [ "$$(cat .venv/.place 2>/dev/null)" = "$$(pwd -P)" ] && echo yes)

help: ## Show this list
	@printf 'make COMMAND [ARGS="..."]\n\n'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 10
	@printf '\nPYTHON=... names the Python that .venv is made with (it is looked for otherwise).\n'

chat: .venv/.runtime ## Talk to the CRM; ARGS go to `parley chat`, as in ARGS="--as priya@example.com"
	@$(BIN)/parley chat $(ARGS)

serve: .venv/.runtime .venv/.web ## Start the server; ARGS go to `parley serve`
	@$(BIN)/parley serve $(ARGS)

web: .venv/.web ## Build the pages of the web app, where Node is

test: .venv/.dev .venv/.node .venv/.web ## Run all tests, on SQLite and PostgreSQL; ARGS go to pytest, as in ARGS="-k undo"
	@$(BIN)/pytest --numprocesses logical --maxprocesses 4 $(ARGS)

lint: .venv/.dev .venv/.pages ## Check format, style, types, imports between packages, and the generated documents
	@$(BIN)/ruff format --check --quiet --output-format concise .
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/parley docs --check
	@! $(NODE) || { cd web && npm run --silent types && npm run --silent lint; }

bench: .venv/.dev ## Measure; ARGS go to the benchmark
	@$(BIN)/python -m bench $(ARGS)

eval: .venv/.runtime ## Measure a model on the cases in ../shared/evals; ARGS go to `parley eval`
ifneq ($(CASES),)
	@$(BIN)/parley eval $(CASES) --worlds $(EVALS) $(ARGS) || [ $$? -eq 1 ] # 1: not all passed, which is no failure here
else
	$(call SAY,'There are no cases in $(EVALS). docs/evaluation.md tells how to write some.')
endif

train: .venv/.training ## Train the embedded engine's tagger anew; ARGS go to the training, as in ARGS="--epochs 20"
	@.venv/training/bin/python -m training $(ARGS)

lock: .venv/.installer ## Write the requirements*.lock files from pyproject.toml; ARGS="--upgrade" takes newer versions
	@$(COMPILE) --group pyproject.toml:installer --output-file requirements-installer.lock
	@$(COMPILE) pyproject.toml --output-file requirements.lock
	@$(COMPILE) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Remove .venv and every cache; the workspace stays
	@rm -rf .venv tests/api/parse/node_modules web/node_modules api/web/static .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# The environment, in steps. Each stamp is written last, so an interrupted step is done again.

.venv/.place: $(if $(WHOLE),,FORCE)
	@python=$$(PYTHON="$(PYTHON)" scripts/find-python) && \
		printf 'Making .venv with %s\n' "$$("$$python" --version)" >&2 && \
		"$$python" -m venv --clear .venv && pwd -P >.venv/.place

.venv/.installer: .venv/.place requirements-installer.lock
	$(call SAY,'Installing uv')
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-installer.lock \
		$(OR_EXPLAIN)
	@touch $@

.venv/.runtime: .venv/.installer requirements.lock pyproject.toml
	$(call SAY,'Installing Parley')
	@$(INSTALL) --compile-bytecode --require-hashes -r requirements.lock $(OR_EXPLAIN)
	@$(INSTALL) --no-deps --no-build-isolation -e . $(OR_EXPLAIN)
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	$(call SAY,'Installing what tests and checks need')
	@$(INSTALL) --require-hashes -r requirements-dev.lock $(OR_EXPLAIN)
	@touch $@

# Training has an environment of its own: PyTorch is large, and nothing else needs it.
.venv/.training: .venv/.dev training/requirements.txt training/encoder.txt
	$(call SAY,'Installing what training needs: about 5 GB')
	@$(BIN)/python -m venv .venv/training
	@$(UV) pip install --quiet --link-mode copy --python .venv/training/bin/python --require-hashes -r requirements.lock $(OR_EXPLAIN)
	@$(UV) pip install --quiet --link-mode copy --python .venv/training/bin/python -r training/requirements.txt $(OR_EXPLAIN)
	@$(UV) pip install --quiet --link-mode copy --python .venv/training/bin/python --no-deps -r training/encoder.txt $(OR_EXPLAIN)
	@touch $@

# The JavaScript SDK of Parse, which some tests drive; without Node they are skipped.
.venv/.node: .venv/.place tests/api/parse/package-lock.json
	@if command -v npm >/dev/null; then \
		printf '%s\n' 'Installing the JavaScript SDK that tests drive' >&2; \
		(cd tests/api/parse && npm ci --silent --ignore-scripts) $(OR_EXPLAIN); touch $@; \
	else \
		printf '%s\n' 'Node is not installed: the tests of the JavaScript SDK are skipped.' >&2; \
	fi

# What the pages are built with, and the pages themselves: built again when a file of theirs has changed. Without Node the
# server says so at its address, and the tests of the pages are skipped.
.venv/.pages: .venv/.place web/package-lock.json
	@if $(NODE); then \
		printf '%s\n' 'Installing what the pages are built with' >&2; \
		(cd web && npm ci --silent --ignore-scripts) $(OR_EXPLAIN); touch $@; \
	else \
		printf '%s\n' 'Node 20 or newer is not installed: the pages of the web app are left out.' >&2; \
	fi

.venv/.web: .venv/.pages $(PAGES)
	@if $(NODE); then \
		printf '%s\n' 'Building the pages' >&2; \
		(cd web && npm run --silent build -- --logLevel warn) && touch $@; \
	fi
