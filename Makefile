# Two commands do everything on a fresh machine: `make site` and `make test`.
# What they need goes into .venv; nothing is installed elsewhere but, for `make test`, a browser where there is none.

# The first of these that is new enough is used; `make site PYTHON=/path/to/python3` names another.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11

VENV    := .venv
PY      := $(VENV)/bin/python
RUNTIME := $(VENV)/.installed
DEV     := $(VENV)/.installed-dev
PIP     := $(PY) -m pip --disable-pip-version-check --no-input --quiet

# The machine's index, proxy and certificates are pip's business. But these settings would put packages outside .venv, or
# demand hashes and versions of things that are not in the lock; and a foreign PYTHONPATH would hide what the lock installs.
export PIP_USER := 0
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_REQUIREMENT PIP_REQUIRE_HASHES PYTHONPATH PYTHONHOME

.PHONY: help site serve test cover cover-units mutants fuzz torture check score audit pictures bench lock clean
# A half-made target must not look finished to the next run.
.DELETE_ON_ERROR:

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

site: $(RUNTIME) ## normalize seeds/, check content/, build site/
	@$(PY) -m generator site

serve: $(RUNTIME) ## serve the site and rebuild it at every change
	@$(PY) -m generator serve

test: $(DEV) ## run all tests; gets a browser if there is none
	@$(PY) -m tests.get_browser
	@$(PY) -m pytest

cover: $(DEV) ## run the tests without a browser; lines and branches of generator/ that they miss
	@$(PY) -m pytest -m "not browser" --cov --cov-report=term-missing:skip-covered

# Tests that call one module or one command each, in this process. What is left out builds whole editions, starts
# programs, or drives a browser.
UNITS := tests/unit tests/readers tests/exports tests/merging tests/attack/test_privacy.py tests/attack/test_patterns.py \
	$(addprefix tests/test_,$(addsuffix .py,fetch new permalinks schemas quick shelves twins pages_say summary_pages search))

cover-units: $(DEV) ## the same by the tests of single modules and commands alone
	@$(PY) -m pytest -m "not browser" --cov --cov-report=term-missing:skip-covered $(UNITS)

mutants: $(DEV) ## put faults into quotes.py and evidence.py; tell which of them no test notices
	@$(PY) -m tests.mutants

# How long `make fuzz` looks for inputs that break something.
MINUTES ?= 60

fuzz: $(DEV) ## run the property tests over ever new inputs; MINUTES=60
	@$(PY) -m tests.fuzz --minutes $(MINUTES)

torture: $(DEV) ## kill builds, fill disks, run commands at once, and compare what is left; PARTS=kills
	@$(PY) -m tests.torture $(PARTS)

check: $(DEV) ## lint, format and types
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy

# uv takes settings from files and variables too. A lock that depended on them would differ from machine to machine and
# could record a registry's address.
UV_COMPILE = env $$(env | sed -En 's/^((UV|PIP)_[A-Z_]*)=.*/-u \1/p') $(PY) -m uv --no-config --quiet \
	pip compile --universal --python-version 3.11 --no-strip-extras --generate-hashes --no-header --upgrade
UV_PROJECT = $(UV_COMPILE) pyproject.toml --group build

score: $(DEV) ## measure readers and proposals against labelled samples, if there are any
	@$(PY) -m tests.score

# Sizes and rounds of `make bench`; the whole is PAPERS=1000,3000,10000,30000 ROUNDS=5 RECORDS=30000.
PAPERS  ?= 1000
ROUNDS  ?= 3
RECORDS ?= 0
BENCH   := .bench

bench: $(RUNTIME) $(BENCH)/.installed ## measure this generator beside others; PAPERS=1000,10000,30000
	@$(PY) -m bench.run --folder $(BENCH) --papers $(PAPERS) --rounds $(ROUNDS) --records $(RECORDS)

# The peers have an environment of their own. Without npm the one that needs it is left out.
$(BENCH)/.installed: $(PY) bench/requirements.lock bench/package.json
	@echo "Installing the peers into $(BENCH) …"
	@$(PY) -m venv --clear $(BENCH)/venv
	@$(BENCH)/venv/bin/python -m pip --disable-pip-version-check --no-input --quiet install --require-hashes -r bench/requirements.lock
	@mkdir -p $(BENCH)/npm && cp bench/package.json $(BENCH)/npm/
	@if command -v npm >/dev/null; then npm install --prefix $(BENCH)/npm --no-package-lock --no-audit --no-fund --silent; fi
	@touch $@

audit: $(DEV) ## check the HTML of all pages, measure them with Lighthouse; needs npm, Node.js and Java
	@$(PY) -m tests.get_browser
	@$(PY) -m tests.audit

pictures: $(DEV) ## take the pictures of README and guide anew, from built sites
	@$(PY) -m tests.get_browser
	@$(PY) -m tests.pictures

lock: $(DEV) ## resolve the newest versions, and the oldest allowed, into the lock files
	@$(UV_PROJECT) --output-file requirements.lock
	@$(UV_PROJECT) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(UV_PROJECT) --no-annotate --resolution lowest-direct --output-file .oldest.txt
	@$(UV_PROJECT) --no-annotate --extra dev --constraint .oldest.txt --output-file requirements-oldest.lock
	@rm .oldest.txt
	@$(UV_COMPILE) bench/requirements.in --output-file bench/requirements.lock

clean: ## remove .venv and caches; content, seeds and site stay
	rm -rf $(VENV) $(BENCH) .audit .evidence .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov
	find generator tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# Says what a Python lacks, and nothing if it will do. It must run on any Python there is, the oldest included.
define PROBE
import sys
if sys.version_info < (3, 11):
    print("is %d.%d" % sys.version_info[:2])
else:
    try:
        import ensurepip, venv
    except ImportError:
        print("lacks venv")
endef
export PROBE

$(PY):
	@faults=; \
	for python in $(PYTHON); do \
	    command -v "$$python" >/dev/null || continue; \
	    fault=$$("$$python" -c "$$PROBE" 2>/dev/null) || continue; \
	    if [ -z "$$fault" ]; then exec "$$python" -m venv --clear $(VENV); fi; \
	    faults="$${faults:+$$faults,} $$python $$fault"; \
	done; \
	echo "Makefile: no Python 3.11 or newer with venv here (tried:$${faults:- nothing found}). Install one (Debian, Ubuntu: apt install python3 python3-venv) or name it: make site PYTHON=/path/to/python3" >&2; \
	exit 1

$(RUNTIME): $(PY) requirements.lock pyproject.toml
	@echo "Installing what the site needs into $(VENV) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.lock
	@echo "Installing what tests and checks need into $(VENV) …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
