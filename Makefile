# `make site` builds the sample archive, `make test` runs the whole check; both set up all they need, in .venv.
PYTHON ?= python3
BIN := .venv/bin
RUN_TESTS := $(BIN)/pytest -n auto --dist worksteal

.PHONY: site test format browser lighthouse clean
.DEFAULT_GOAL := site

site: .venv/installed
	$(BIN)/briefgen build

test: .venv/installed-dev .venv/npm/installed browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@# Once, for the hundreds of times that tests start the program; where Python keeps what it compiled, that costs nothing.
	$(BIN)/python -m compileall -q briefgen
	$(RUN_TESTS)

format: .venv/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lighthouse: .venv/installed-dev .venv/npm/installed browser
	$(BIN)/pytest -m lighthouse

# Browsers, and what sites are deployed with and served by: Debian's, where apt-get is there to be used; elsewhere pytest says what it skips.
# RUNLEVEL keeps Debian from starting nginx as a service.
browser:
	@missing=; has() { for name; do command -v "$$name" >/dev/null && return; done; return 1; }; \
	has chromium chromium-browser google-chrome || missing="$$missing chromium fonts-liberation"; \
	has firefox-esr firefox || missing="$$missing firefox-esr"; \
	has git || missing="$$missing git"; \
	has rsync || missing="$$missing rsync"; \
	has rclone || missing="$$missing rclone"; \
	has nginx /usr/sbin/nginx || missing="$$missing nginx-light"; \
	[ -z "$$missing" ] || if [ "$$(id -u)" = 0 ] && has apt-get; then \
	  { apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; } >/dev/null 2>&1 || \
	  echo "make: could not install$$missing; the tests that need it will be skipped"; \
	else echo "make: there is no$$missing, and no apt-get to install it with; the tests that need it will be skipped"; fi

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "briefgen needs Python 3.11 or newer; try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "the venv module does not work here; on Debian: apt-get install python3-venv"; rm -rf .venv; exit 1; }

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@# The CommonMark specification's examples, which no wheel carries; without them pytest says that it skips them.
	@$(BIN)/pip download --quiet --disable-pip-version-check --no-deps --no-binary mistune --dest .venv/sdists mistune==3.4.0 || true
	@touch $@

# What checks pages from outside Python; Node itself comes with the packages for development.
.venv/npm/installed: tests/browser/package.json .venv/installed-dev
	@rm -rf $(@D) && mkdir -p $(@D) && cp $< $(@D)/
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --prefix $(@D) --no-package-lock --no-audit --no-fund --ignore-scripts --silent || \
	  echo "make: npm could not install html-validate and lighthouse; the tests that need them will be skipped"
	@# Zotero's translators, of which only the programs are wanted, and nothing that they stand on.
	@cd $(@D) && PATH="$(CURDIR)/$(BIN):$$PATH" npm pack --silent zotero-translators@0.0.2 >/dev/null 2>&1 || true
	@touch $@

clean:
	rm -rf .venv site dist .briefgen .mypy_cache .ruff_cache .pytest_cache .hypothesis
