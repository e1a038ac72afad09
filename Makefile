# The front door. `make demo` and `make test` do all set-up on a machine that has Python 3.11 or 3.12, a C compiler and make.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo year test lint types contracts coverage package fixtures samples lock bench clean check

help: ## Show what there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(READY): pyproject.toml requirements.lock tools/setup.sh
	@bash tools/setup.sh $(VENV)
	@touch $@

demo: $(READY) ## Check the shipped logs, write the report, say where it is
	@$(BIN)/hegui demo --out reports/demo
	@echo "The report to sign: $(CURDIR)/reports/demo/report.pdf"

year: $(READY) ## Make a year of all logs, check it against all handbooks, say where the report is
	$(BIN)/python fixtures/year/__main__.py --out reports/year/logs
	@$(BIN)/hegui check reports/year/logs/hegui.yaml --out reports/year || test $$? -eq 1
	@echo "The report of the year: $(CURDIR)/reports/year/report.pdf"

test: $(READY) ## Run all tests, with the coverage gate
	@rm -f .coverage .coverage.*
	$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term --cov-config=pyproject.toml $(ARGS)

lint: $(READY) ## ruff, all rules, and the formatter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy, strict
	$(BIN)/mypy

contracts: $(READY) ## Which room may import which
	$(BIN)/lint-imports

check: test lint types contracts ## Everything a change has to pass, but for the packages

package: $(READY) ## Build wheel and sdist, install each into an empty environment, run from another folder
	bash tools/package.sh $(BIN)/python

samples: $(READY) ## Write the sample reports in reports/samples again
	$(BIN)/hegui demo --out reports/samples/zh --lang zh --format pdf
	$(BIN)/hegui demo --out reports/samples/en --lang en --format pdf

fixtures: $(READY) ## Write the small fixtures again, and the large ones (fixtures/large)
	$(BIN)/python fixtures/generate/__main__.py --out fixtures/small --scale 0.06
	$(BIN)/python fixtures/generate/__main__.py --out fixtures/large

bench: $(READY) ## Measure ratios against hand-written queries (minutes)
	$(BIN)/python benchmarks/run.py

lock: ## Write requirements.lock again from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --no-header --no-annotate --output-file requirements.lock

clean: ## Remove what can be made again
	rm -rf $(VENV) dist build reports/demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
