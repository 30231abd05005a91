# Two commands do everything: `make run` and `make test`. What takes long is in `make test-all`.
# uv is used where it is installed, pip and venv where it is not; both install requirements.lock.

SHELL := /bin/sh
VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed

PYTEST := $(PYTHON) -m pytest

.PHONY: run test test-slow test-all check format lock schema docs bench-setup

run: $(INSTALLED)
	@$(PYTHON) -m fixtures.demo

test: check
	$(PYTEST) -m "not slow"

# What `make test` leaves out, and its property tests once more with all their examples.
test-slow: $(INSTALLED)
	$(PYTEST) -m "slow or hypothesis"

test-all: test test-slow

check: $(INSTALLED)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo --no-cache

format: $(INSTALLED)
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

# The JSON Schema in docs/, and the page that tells it, are generated from the types.
schema: $(INSTALLED)
	$(PYTHON) -c 'import json; from cleaners import Article; \
	    print(json.dumps(Article.json_schema(), indent=2))' > docs/article.schema.json
	$(PYTHON) docs/article_page.py

# The documentation as a site. A link that leads nowhere ends it with an error.
docs: bench-setup
	$(VENV)/bin/sphinx-build --quiet --fail-on-warning --keep-going docs output/docs
	@echo "output/docs/index.html"

# Needs uv. One lock for every supported Python, with hashes. The second one adds what the quality
# benchmark compares with, the third is what the Dockerfile installs; both begin as a copy, so that
# versions differ only where somebody asks for it.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 \
    --generate-hashes --no-header --no-annotate --quiet

lock:
	$(COMPILE) --group dev --output-file requirements.lock
	cp requirements.lock requirements-bench.lock
	cp requirements.lock requirements-run.lock
	$(COMPILE) --group dev --group bench --output-file requirements-bench.lock
	$(COMPILE) --extra notify --group image --output-file requirements-run.lock

# What training and the peers of `python -m benchmarks.quality` need, into the same environment.
# The lock is complete; without --no-deps, pip 23 stumbles over an extra that is spelled in two ways.
bench-setup: $(INSTALLED)
	@if command -v uv >/dev/null 2>&1; then \
	    uv pip install --quiet --python $(PYTHON) --require-hashes -r requirements-bench.lock; \
	else \
	    $(PYTHON) -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements-bench.lock; \
	fi

# Debian ships python3 without venv: where that is so, its package is installed or named.
$(INSTALLED): requirements.lock pyproject.toml Makefile
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Chistovik needs Python 3.11 or newer; python3 is $$(python3 --version)" >&2; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
	    echo "installing into $(VENV) with uv" && \
	    uv venv --quiet --allow-existing --python python3 $(VENV) && \
	    uv pip install --quiet --python $(PYTHON) --require-hashes -r requirements.lock && \
	    uv pip install --quiet --python $(PYTHON) --no-deps --no-build-isolation -e .; \
	else \
	    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then \
	        echo "python3-venv is missing; installing it"; \
	        if [ "$$(id -u)" = 0 ]; then \
	            apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
	        elif command -v sudo >/dev/null 2>&1; then \
	            sudo apt-get update -qq && sudo apt-get install -y -qq python3-venv >/dev/null; \
	        fi; \
	        python3 -c 'import ensurepip, venv' || \
	            { echo "please install the package python3-venv and call make again" >&2; exit 1; }; \
	    fi; \
	    echo "installing into $(VENV) with pip" && \
	    python3 -m venv $(VENV) && \
	    $(PYTHON) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock && \
	    $(PYTHON) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $(INSTALLED)
