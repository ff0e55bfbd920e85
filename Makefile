# Every target sets up what it needs in .venv; a fresh machine has Python 3.11, pip, git and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check install --quiet -c constraints.txt

# The tests begin many processes, and each would compile the whole program again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check texts bench soak clean

demo: .venv/base.stamp
	@$(BIN)/cohortbot demo $(ARGS)

# Three processes for two cores: there is mostly one that waits for a browser, a disk or a platform.
test: .venv/dev.stamp
	@$(BIN)/python -m pytest -n 3 --dist loadgroup $(ARGS)

check: .venv/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict
	@$(BIN)/lint-imports --no-logo

texts: .venv/base.stamp
	@$(BIN)/python -m tests.texts $(ARGS)

bench: .venv/dev.stamp
	@$(BIN)/python -m bench $(ARGS)

soak: .venv/dev.stamp
	@echo "Soaking: this takes long."
	@$(BIN)/python -m pytest -m soak -n 2 $(ARGS)

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .artefacts build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/base.stamp: pyproject.toml constraints.txt
	@echo "Installing cohortbot into .venv (once; about a minute) ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) -e '.[discord,slack,playground]'
	@touch $@

.venv/dev.stamp: .venv/base.stamp
	@echo "Installing the development tools into .venv (once; about a minute) ..."
	@$(PIP) -e '.[dev]'
	@touch $@
