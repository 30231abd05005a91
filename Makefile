# Two commands do everything: `make run` and `make test`.
# uv is used where it is installed, pip and venv where it is not; both install requirements.lock.

VENV := .venv
PYTHON := $(VENV)/bin/python
STAMP := $(VENV)/.installed

.PHONY: run test lint format types lock schema clean

run: $(STAMP)
	@$(PYTHON) -m fixtures.demo

test: $(STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(PYTHON) -m pytest

$(STAMP): requirements.lock pyproject.toml
	@sh scripts/install.sh $(VENV)
	@touch $(STAMP)
