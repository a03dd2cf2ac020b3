# The few commands of this project; `make` alone lists them. What they need: Python 3.11 or newer, and make.
# `.venv` belongs to this file: it is made once, and again when the folder has moved or its Python is gone.

.DEFAULT_GOAL := help
.PHONY: help chat serve test lint bench lock clean FORCE
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory
unexport PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH VIRTUAL_ENV

BIN := .venv/bin
UV := $(BIN)/uv
INSTALL := $(UV) pip install --quiet --link-mode copy --python $(BIN)/python
COMPILE := $(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(ARGS)
SAY = @printf '%s\n' $(1) >&2
OR_EXPLAIN = || { printf '%s\n' 'Not installed: see above. Packages come over the network; then run the same command again.' >&2; exit 1; }

# Whether `.venv` was made here and its Python still runs; asked once, without starting Python.
WHOLE := $(shell [ -x $(BIN)/python ] && [ "$$(cat .venv/.place 2>/dev/null)" = "$$(pwd -P)" ] && echo yes)

help: ## Show this list
	@printf 'make COMMAND [ARGS="..."]\n\n'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 10
	@printf '\nPYTHON=... names the Python that .venv is made with (it is looked for otherwise).\n'

chat: .venv/.runtime ## Talk to the CRM; ARGS go to `parley chat`, as in ARGS="--as priya@example.com"
	@$(BIN)/parley chat $(ARGS)

serve: .venv/.runtime ## Start the server; ARGS go to `parley serve`
	@$(BIN)/parley serve $(ARGS)

test: .venv/.dev ## Run all tests, on SQLite and PostgreSQL; ARGS go to pytest, as in ARGS="-k undo"
	@$(BIN)/pytest --numprocesses logical --maxprocesses 4 $(ARGS)

lint: .venv/.dev ## Check format, style, types, imports between packages, and the generated documents
	@$(BIN)/ruff format --check --quiet --output-format concise .
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/parley docs --check

bench: .venv/.dev ## Measure; ARGS go to the benchmark
	@$(BIN)/python -m bench $(ARGS)

lock: .venv/.installer ## Write the requirements*.lock files from pyproject.toml; ARGS="--upgrade" takes newer versions
	@$(COMPILE) --group pyproject.toml:installer --output-file requirements-installer.lock
	@$(COMPILE) pyproject.toml --output-file requirements.lock
	@$(COMPILE) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Remove .venv and every cache; the workspace stays
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
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
