# What CI runs is `make check`; the rest is for people.
PYTHON ?= python3

.PHONY: check test lint format plays

check: lint test

lint:
	$(PYTHON) -m ruff format --check sim tests benchmarks
	$(PYTHON) -m ruff check sim tests benchmarks
	$(PYTHON) -m mypy

test:
	$(PYTHON) -m pytest

format:
	$(PYTHON) -m ruff format sim tests benchmarks
	$(PYTHON) -m ruff check --fix sim tests benchmarks

# Another implementation's plays, where its tables lie beside the checkout.
plays:
	$(PYTHON) -m benchmarks.independent_plays
