# Short names for dev.py, which does the work on every system. ARGS is passed on: make test ARGS="-k postcode"
PYTHON ?= python3
ARGS ?=
.DEFAULT_GOAL := help
.PHONY: help run test lint format types floors bench screenshots requirements wheel clean

help: ## List what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start emndir
	@$(PYTHON) dev.py run $(ARGS)

test: ## Run every check: rules, layout, types, floors, tests (with arguments: pytest alone)
	@$(PYTHON) dev.py test $(ARGS)

lint: ## Check the code against ruff's rules and layout
	@$(PYTHON) dev.py lint $(ARGS)

format: ## Lay the code out, and put right what ruff can
	@$(PYTHON) dev.py format $(ARGS)

types: ## Check the types with mypy
	@$(PYTHON) dev.py types $(ARGS)

floors: ## Check that imports only go down the floors
	@$(PYTHON) dev.py floors $(ARGS)

bench: ## Measure the budgets, one benchmark at a time
	@$(PYTHON) dev.py bench $(ARGS)

screenshots: ## Draw the pictures in docs/screenshots from the program itself
	@$(PYTHON) dev.py screenshots $(ARGS)

requirements: ## Renew the hashed lists in requirements/ (with --upgrade: newest versions)
	@$(PYTHON) dev.py requirements $(ARGS)

wheel: ## Build the wheel and the source archive into dist/
	@$(PYTHON) dev.py wheel $(ARGS)

clean: ## Remove .venv, out/ and everything else that commands here have made
	@$(PYTHON) dev.py clean $(ARGS)
