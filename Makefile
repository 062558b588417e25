# One command each: `make kiosk` sets everything up and opens it, `make test` sets everything up and proves it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: kiosk test check lint types layers lock model readings strokes clean

kiosk: build/sample.daoban
	$(BIN)/daoban --knowledge $< launch --allow-exit

test: lint types layers
	$(BIN)/pytest --numprocesses auto --dist loadgroup --reruns 1

lint: $(VENV)/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/ready-test
	$(BIN)/mypy

layers: $(VENV)/ready-test
	$(BIN)/lint-imports

check: $(VENV)/ready-kiosk
	$(BIN)/daoban check

model: $(VENV)/ready-test
	$(BIN)/daoban train --out assistant/model
	$(BIN)/daoban tune tests/questions/train.jsonl --out assistant/weights.toml

readings: $(VENV)/ready-kiosk
	$(BIN)/python -m assistant.readings

# SOURCE is stroke.dict.yaml of https://github.com/rime/rime-stroke.
strokes: $(VENV)/ready-kiosk
	$(BIN)/python -m kiosk.strokes.build $(SOURCE)

# The newest versions that pyproject.toml allows, written down for everybody.
lock: $(VENV)/ready-test
	$(PIP) install --upgrade --editable '.[test]'
	$(BIN)/pip freeze --exclude-editable --exclude torch > requirements.lock

# Content and search data in one file, which opens at once; made anew when anything it is made of changed.
build/sample.daoban: $(VENV)/ready-kiosk $(shell find assistant knowledge -type f -not -name '*.pyc')
	$(BIN)/daoban build $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready-kiosk: $(VENV)/bin/python pyproject.toml requirements.lock
	$(PIP) install --constraint requirements.lock --editable .
	touch $@

# torch by itself and first: asked for by another package, pip would take a build of several gigabytes.
$(VENV)/ready-test: $(VENV)/bin/python pyproject.toml requirements.lock
	$(PIP) install torch==2.13.0
	$(PIP) install --constraint requirements.lock --editable '.[test]'
	touch $@ $(VENV)/ready-kiosk

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
