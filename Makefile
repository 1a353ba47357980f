# Needs python3 (3.11 or newer) and make. `make demo` shows Pactwork, `make test` proves it.
export UV_PYTHON_DOWNLOADS = never
unexport PYTHONDONTWRITEBYTECODE # else each program that a test starts compiles all of Django first
BIN = .venv/bin
PYTHON ?= python3

.PHONY: demo demo-fresh test guards mutants check format docs bench lock install

demo: .venv/.ready
	@$(BIN)/pactwork demo

demo-fresh: .venv/.ready
	@$(BIN)/pactwork demo --fresh

# SQLite, or PostgreSQL where DATABASE_URL names one. Stories in a browser run where there is one.
# APP=reviews: what concerns one app, the quick ones first, as far as 20 seconds go; ALL=1: all of that.
test: .venv/.ready
ifdef APP
	@tests=$$($(BIN)/python -m tests.apps $(APP)) && $(BIN)/pytest -n auto --dist loadgroup -q \
		$(if $(ALL),,--within 12) $$tests
else
	$(BIN)/pytest -n 2 --dist loadgroup -q --allowance
endif

# Who would miss each guard that nobody is known to miss? A slice a night; it goes on where it was left.
SECONDS ?= 600
GUARDED = contracts conversations digests hotseats links modules people reviews rights sets web
guards: .venv/.ready
	$(BIN)/pytest -q $(GUARDED:%=tests/%) --who-misses= --seconds=$(SECONDS)

# Which small changes to the rules would no test notice? A sample, always the same of the same
# code; it takes a while. PLACE=links: only there. SIZE=: so many in each place. SEED=: another sample.
mutants: .venv/.ready
	$(BIN)/python -m tools.mutants $(PLACE:%=--place %) $(SIZE:%=--size %) $(SEED:%=--seed %)

check: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --check --quiet src
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n 2 --dist loadgroup -q tests/walls tests/insist tests/test_page_queries.py
	PACTWORK_DATA=$$(mktemp -d) $(BIN)/pactwork django makemigrations --check --dry-run
	PACTWORK_DATA=$$(mktemp -d) PACTWORK_URL=https://pactwork.example \
		$(BIN)/pactwork django check --deploy --fail-level WARNING
	$(BIN)/python -m tools.docs --check

# Python by ruff, templates by djlint.
format: .venv/.ready
	$(BIN)/ruff format .
	$(BIN)/djlint --reformat --quiet src || true  # it says 1 where it has changed something

# What in docs/ is generated from the code.
docs: .venv/.ready
	$(BIN)/python -m tools.docs

# Figures, in about a quarter of an hour, best with nothing else running; docs/figures.md has the last ones.
# Needs PostgreSQL's programs. Nothing is written into this folder.
BENCHES = engine pages storm faults attack tampering redline search sets
bench: .venv/.ready
	@for name in $(BENCHES); do \
		test -e bench/$$name.py -o -d bench/$$name || continue; \
		echo "== $$name"; $(BIN)/python -m bench.$$name || exit 1; \
	done

# What runs it, in requirements.lock; with what tests it, at the same versions, in the other.
COMPILE = $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header --upgrade -q
lock: .venv/.ready
	$(COMPILE) -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

# For real people, without what tests it:  make install TO=/opt/pactwork
# It belongs to root and is run by another: a Python below /root or a closed umask would shut it.
install:
	@test -n "$(TO)" || { echo "Say where to:  make install TO=/opt/pactwork"; exit 1; }
	umask 022 && $(PYTHON) -m venv $(TO)
	umask 022 && $(TO)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	rm -rf build   # what an earlier version left there would be installed again
	umask 022 && $(TO)/bin/pip install -q --disable-pip-version-check --no-deps .
	rm -rf build

.venv/.ready: requirements-dev.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
		echo "Pactwork needs Python 3.11 or newer, and there is no $(PYTHON) here."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Pactwork needs Python 3.11 or newer; this is $$($(PYTHON) --version)."; \
		echo "If you have a newer one under another name:  make demo PYTHON=python3.12"; exit 1; }
	@echo "Building the environment in .venv; this takes about a minute, once."
	@$(PYTHON) -m venv .venv || { \
		echo "Python cannot make environments here. On Debian or Ubuntu: apt install python3-venv"; \
		exit 1; }
	@$(BIN)/pip install -q --disable-pip-version-check uv
	@$(BIN)/uv pip install -q --require-hashes -r requirements-dev.lock
	@$(BIN)/uv pip install -q --no-deps -e .
	@touch $@
