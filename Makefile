# What CI runs is `make check`; the rest is for people.
PYTHON ?= python3

.PHONY: check test slow checks browser guides packaging r site lint format plays verify coverage docs reference words
.PHONY: ablations dependencies audit hashes dist oldest newest fuzz mutants

check: lint test slow checks

lint:
	$(PYTHON) -m ruff format --check gge_sim.py sim tests checks benchmarks docs/generate
	$(PYTHON) -m ruff check gge_sim.py sim tests checks benchmarks docs/generate
	$(PYTHON) -m mypy

# Three rungs of a ladder: rules, scenarios, studies, documents and every command once, in three minutes;
# whole commands, figures byte by byte, workers that are killed; what goes deeper, as much as CI has time for.
test:
	$(PYTHON) -m pytest

slow:
	$(PYTHON) -m pytest -m slow

checks: guides packaging r site browser
	$(PYTHON) -m checks.verify --effort quick --only analytic twin samplers invariances room workers
	$(PYTHON) -m pytest checks/verify checks/test_coverage.py
	$(PYTHON) -m checks.fuzz --examples 15

browser guides packaging r site:
	$(PYTHON) -m checks.$@

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

# The pages of docs/ as a site in site/, read with any browser; a broken link or a warning stops it.
docs:
	NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build --strict

# What every rule is worth: the table of docs/model.md, and the part of the band for the rules. Ten minutes.
ablations:
	$(PYTHON) -m sim record --wider --without all --out results/reference/wider --quiet
	rm -rf results/reference/wider/tasks
	cp results/reference/wider/spreads.csv sim/study/data/spreads.csv
	PYTHONPATH=. $(PYTHON) docs/generate/pages.py

# The sentences of the class, in every language: docs/how-to/translate.md.
words:
	$(PYTHON) -m sim.classroom.words

# Parts of docs/ that the program writes: options, columns, JSON keys, issues; dependencies, licences, sizes.
reference:
	PYTHONPATH=. $(PYTHON) docs/generate/pages.py

dependencies:
	$(PYTHON) docs/generate/dependencies.py --measure

# Known security problems of what constraints.txt holds; status 3, if no database of them can be reached.
audit:
	$(PYTHON) -m checks.packaging.audit

# The versions of constraints.txt with the hashes of their files, after each change of it.
hashes:
	$(PYTHON) -m checks.packaging.hashes

# Wheel and source distribution, in dist/; the same bytes from the same files.
dist:
	$(PYTHON) -m hatchling build --target sdist --target wheel

# All tests with the oldest versions that pyproject.toml allows, and with the newest there are: an hour each.
oldest newest:
	$(PYTHON) -m checks.packaging.versions $@

# Files, options and messages that nobody would write: docs/explanation/fuzzing.md. FUZZ="files --examples 30000" for more.
fuzz:
	$(PYTHON) -m checks.fuzz $(FUZZ)

# Which small faults in sim/negotiation the tests would not notice: docs/explanation/mutation.md. Hours, after
# `pip install "mutmut>=3.8,<4"`; MUTANTS="sim.negotiation.silence*" for less.
mutants:
	mutmut run $(MUTANTS)
	mutmut results
