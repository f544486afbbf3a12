# Two commands matter: `make run` and `make test`. Both make the environment first if it is not there.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8501
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

.PHONY: help run test check eval bench model index doctor clean

help:            ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

run: $(VENV)/.ready  ## build the search index and open the app
	$(BIN)/python -m ragfood index
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.headless $(if $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname)),false,true)

test: $(VENV)/.ready-tests  ## the whole test suite
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

check: $(VENV)/.ready-tests  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

eval: $(VENV)/.ready  ## measure what the search finds against the floors
	$(BIN)/python -m ragfood eval

bench: $(VENV)/.ready-tests  ## measure speed against the targets
	$(BIN)/python -m benchmarks

model: $(VENV)/.ready  ## fetch the MiniLM embedding model once (80 MB)
	$(BIN)/python -m ragfood.embedding.minilm

index: $(VENV)/.ready  ## build the search index
	$(BIN)/python -m ragfood index

doctor: $(VENV)/.ready  ## check key, models, index and log
	$(BIN)/python -m ragfood doctor

clean:           ## remove the environment and what tests leave behind
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis screenshots

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.ready-tests: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $(VENV)/.ready $@
