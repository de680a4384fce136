# Everything a fresh clone needs. The plain commands behind each target stand in README.md.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help run index test lint evals bench view-shots clean

help:
	@echo 'make run     environment, index of corpus/, web page on 127.0.0.1:7860'
	@echo 'make test    environment with the test tools, then ruff, mypy and every test'
	@echo 'make lint    ruff and mypy only'
	@echo 'make evals   the question sets, with right and wrong by kind'
	@echo 'make bench   seconds and megabytes of ingest and answers'
	@echo 'make view-shots  the pictures of the pages in docs/'
	@echo 'make clean   away with environment, index and run folders'

run: index
	$(BIN)/python app.py

index: $(VENV)/.installed
	$(BIN)/python -m ingest corpus

test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

evals: $(VENV)/.installed
	$(BIN)/python -m evals --set examples
	$(BIN)/python -m evals --set world

bench: $(VENV)/.installed
	$(BIN)/python -m evals bench

view-shots: $(VENV)/.installed-test
	$(BIN)/python -m tests.web.view_shots docs

clean:
	rm -rf $(VENV) index evals/runs dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed, '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo missing); 'make PYTHON=python3.12 run' takes another one." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); echo "'$(PYTHON) -m venv' failed; on Debian and Ubuntu 'apt install python3-venv' brings it." >&2; exit 1; }

# A stamp beside the interpreter: the second call installs nothing unless pyproject.toml changed.
# torch comes first and alone, so that the version that is pinned here is the one that the rest is fitted to.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo 'Installing the libraries into $(VENV); this takes some minutes the first time.'
	$(PIP) install 'torch==2.13.0'
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) install --editable '.[test]'
	@touch $@
