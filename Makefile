# Two commands for newcomers, `make demo` and `make test`; `make check` is what CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install demo test check lint messages wheel clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (make PYTHON=python3.11 ...)")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt $(BIN)/pip install --disable-pip-version-check --quiet --editable '.[postgres,redis,train,dev]'
	touch $@

demo: install
	$(BIN)/hiring demo

test: install
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: lint
	REQUIRE_ALL=1 $(MAKE) test
	$(MAKE) wheel

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet

# After a change of words: collects them, brings the catalogues up to date (translate what is new), and compiles them.
MESSAGES := hiring/translations
messages: install
	$(BIN)/pybabel -q extract -F pyproject.toml -k lazy_gettext --add-location=file --sort-by-file -o $(MESSAGES)/messages.pot .
	$(BIN)/pybabel -q update -i $(MESSAGES)/messages.pot -d $(MESSAGES) -N --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel compile -d $(MESSAGES) --statistics
	rm $(MESSAGES)/messages.pot

wheel: install
	.ci/try-wheel $(BIN)/python

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
