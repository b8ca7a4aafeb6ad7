# A thin front: everything is done by CMake (CMakePresets.json) and by the scripts in tools/.
.PHONY: demo test build bench-record install packages deb asan soak e2e fuzz playground setup format clean

demo: setup
	@tools/demo

test: setup
	@tools/run-tests dev

# The same tests under the address and undefined-behaviour sanitizers.
asan: setup
	@tools/run-tests asan

# Random programs with random values: make soak PROGRAMS=2000 SETS=10 SEED=1 JOBS=2
PROGRAMS ?= 2000
SETS ?= 10
SEED ?= 1
JOBS ?= 2
soak: build
	@tools/setup --engines
	@. $${STACKC_CACHE:-$${XDG_CACHE_HOME:-$$HOME/.cache}/stackc}/env.sh && STACKC=build/release/bin/stackc \
	    test/differential/soak.py --programs $(PROGRAMS) --sets $(SETS) --seed $(SEED) --jobs $(JOBS)

# What the examples, the documentation and the tests make, judged by a real API server. See docs/internals/e2e.md.
e2e: build
	@tools/setup --cluster
	@. $${STACKC_CACHE:-$${XDG_CACHE_HOME:-$$HOME/.cache}/stackc}/env.sh && test/e2e/run --stackc build/release/bin/stackc

# Every fuzzer for TIME seconds; what it finds is kept in build/fuzz/findings.
TIME ?= 60
fuzz:
	@tools/setup --fuzz
	@file=$${STACKC_CACHE:-$${XDG_CACHE_HOME:-$$HOME/.cache}/stackc}/env.sh; [ ! -f $$file ] || . $$file; \
	    tools/fuzz --time $(TIME)

# A page with the compiler in it, as WebAssembly. See playground/README.md.
playground:
	@tools/setup --playground
	@cmake --preset playground
	@nice cmake --build --preset playground
	@echo "the page is build/playground/page: python3 -m http.server --directory build/playground/page"

build:
	@cmake --preset release
	@cmake --build --preset release

# Counts the instructions of bench/record.json anew: make bench-record REASON="what they pay for". See bench/README.md.
export REASON
bench-record:
	@cmake --preset dev
	@cmake --build --preset dev --target stackc
	@[ ! -e build/release/bin/stackc ] || { cmake --preset release && cmake --build --preset release; }
	@builds=build/dev; [ ! -e build/release/bin/stackc ] || builds="$$builds build/release"; \
	    bench/record --renew $$builds --reason "$$REASON"

# What `make build` made: sudo make install, or make install PREFIX=$HOME/.local. DESTDIR goes before all paths.
PREFIX ?= /usr/local
install:
	@[ -e build/release/share.stamp ] || { echo "nothing is built yet: make build" >&2; exit 1; }
	@DESTDIR=$(DESTDIR) cmake --install build/release --prefix "$(abspath $(PREFIX))" --strip

# A Debian package, an archive for any Linux and their digests, in build/packages.
packages deb: build
	@packaging/packages

setup:
	@tools/setup

format:
	@tools/format

clean:
	rm -rf build dist
