# make setup   an environment with the package and its tools in .venv
# make check   lint, types and the quick tests: under a minute
# make test    everything, in a real Electron too; gets what that needs first
# make demo    the whole road on a real app, then on a small one: APP=path for one of your own, ELECTRON=N for the version to migrate for

PYTHON ?= python3
BIN := .venv/bin
SOURCES := src transforms tests scripts benchmarks
# a folder that is not there yet is left out
QUICK := $(wildcard tests/unit tests/tidy tests/transforms)
NODE_PACKAGES := $(patsubst %/package.json,%/node_modules/.installed,$(wildcard tests/node/package.json tests/bundlers/package.json))
UNLESS_CI := [ "$$CI" != true ]
ELECTRON ?= 9
APP ?=

.PHONY: setup check test demo lint needs
.DEFAULT_GOAL := check

setup: .venv/.installed

# made anew only when the dependencies have changed
.venv/.installed: pyproject.toml scripts/setup.sh
	sh scripts/setup.sh $(PYTHON)
	touch $@

lint: setup
	$(BIN)/ruff check $(wildcard $(SOURCES))
	$(BIN)/mypy

check: lint
	$(BIN)/pytest -q -n auto -m 'not electron and not node and not slow' $(QUICK)

# what runs in Electron waits most of the time, for pages to come to rest: more of it side by side than there are cores
test: needs lint
	$(BIN)/pytest -n 2 --dist worksteal -m 'not electron'; first=$$?; $(BIN)/pytest -n 5 --dist worksteal -m electron && exit $$first

# what only the tests need: programs, Node packages, a real Electron; each is got once. What cannot be had is an error only under CI=true
needs: setup
	sh scripts/programs.sh test
	$(if $(NODE_PACKAGES),$(MAKE) --no-print-directory $(NODE_PACKAGES) || $(UNLESS_CI))
	$(BIN)/python scripts/fetch_electron.py || $(UNLESS_CI)

tests/%/node_modules/.installed: tests/%/package.json tests/%/package-lock.json
	cd tests/$* && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

demo: setup
	$(BIN)/python scripts/demo.py --electron $(ELECTRON) $(if $(APP),'$(APP)')
