# A thin front: everything is done by CMake (CMakePresets.json) and by the scripts in tools/.
.PHONY: demo test build asan setup format clean

demo: setup
	@tools/demo

test: setup
	@tools/run-tests dev

# The same tests under the address and undefined-behaviour sanitizers.
asan: setup
	@tools/run-tests asan

build:
	@cmake --preset release
	@cmake --build --preset release

setup:
	@tools/setup

format:
	@tools/format

clean:
	rm -rf build dist
