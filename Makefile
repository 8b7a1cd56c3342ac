# What CI runs is `make check`; the rest is for people.
PYTHON ?= python3

.PHONY: check test lint format plays verify coverage api dependencies dist oldest newest fuzz mutants

check: lint test

lint:
	$(PYTHON) -m ruff format --check sim tests checks benchmarks docs/generate
	$(PYTHON) -m ruff check sim tests checks benchmarks docs/generate
	$(PYTHON) -m mypy

test:
	$(PYTHON) -m pytest

# Which statements and branches of sim/ the tests reach: half an hour.
coverage:
	$(PYTHON) -m checks.coverage

format:
	$(PYTHON) -m ruff format sim tests checks benchmarks docs/generate
	$(PYTHON) -m ruff check --fix sim tests checks benchmarks docs/generate

# Another implementation's plays, where its tables lie beside the checkout.
plays:
	$(PYTHON) -m benchmarks.independent_plays

# What unit tests do not see: docs/explanation/verification.md. Other interpreters by VERIFY="--python PATH ...".
verify:
	$(PYTHON) -m checks.verify --effort full $(VERIFY)

# Pages of docs/reference that are written by a program: the Python interface; dependencies, licences, sizes.
api:
	$(PYTHON) docs/generate/api.py

dependencies:
	$(PYTHON) docs/generate/dependencies.py --measure

# Wheel and source distribution, in dist/; the same bytes from the same files.
dist:
	$(PYTHON) -m hatchling build --target sdist --target wheel

# All tests with the oldest versions that pyproject.toml allows, and with the newest there are: an hour each.
oldest newest:
	$(PYTHON) -m checks.packaging.versions $@

# Files and options that nobody would write: docs/explanation/fuzzing.md. More by FUZZ="scenario --cases 30000 --seed 2".
fuzz:
	$(PYTHON) -m checks.fuzz $(FUZZ)

# Which small faults in sim/negotiation the tests would not notice: docs/explanation/mutation.md. An hour of
# computing, after `pip install mutmut`; MUTANTS="--share 0.1 --workers 2" for less.
mutants:
	$(PYTHON) -m checks.mutants $(MUTANTS)
