# `make` is all that is needed: it installs what is missing, builds, and opens the prompt.

PREFIX ?= /usr/local
SOURCES := $(wildcard Sources Tests Lessons Examples Package.swift)

.PHONY: lab test bench parity reference format lint install clean help

# The prompt owns Ctrl-C and its exit code: neither is a failure of make.
lab: ## opens the prompt (the default)
	@.ci/setup && .ci/build
	@trap : INT QUIT; .build/release/wganlab || :

test: ## proves everything, then the core again in double precision
	@.ci/setup && .ci/test

bench: ## measures training rounds against the frameworks that are installed
	@.ci/setup && .ci/build
	@.build/release/wganlab bench

parity: ## has PyTorch and Keras, where they are installed, make the kit's steps again
	@.ci/setup && .ci/build
	@Examples/parity/run

reference: ## writes the reference page and the glossary anew
	@.ci/setup && .ci/build
	@.build/release/wganlab reference > Sources/Notebook/Notebook.docc/Reference.md
	@.build/release/wganlab reference --glossary > Sources/Notebook/Notebook.docc/Glossary.md
	@.build/release/wganlab reference --museum > Sources/Laboratory/Laboratory.docc/Museum.md

format: ## formats the sources in place
	@swift format -i -r --parallel $(SOURCES)

lint: ## checks the format, changes nothing
	@swift format lint --strict -r --parallel $(SOURCES)

install: ## copies the program and its kernel to PREFIX/bin (PREFIX=/usr/local)
	@.ci/setup && .ci/build
	@for name in wganlab wganlab-kernel; do \
	  install -D -m 755 .build/release/$$name "$(DESTDIR)$(PREFIX)/bin/$$name"; \
	done

clean: ## removes what was built
	@rm -rf .build .build-double

help: ## lists these
	@sed -n 's/^\([a-z]*\):.*## /make \1|/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'
