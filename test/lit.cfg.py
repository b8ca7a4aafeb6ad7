"""The lit suite: tests lie in test/<stage>/<construct>/ and end in .test or .stack.

Parameter: build = the CMake build directory (default build/dev). The environment names what tools/setup found
($STACKC_HELMS, $STACKC_YAMLJSON, $STACKC_LINTERS, $STACKC_REGISTRY, $STACKC_SCHEMAS, $STACKC_PYTEST, $STACKC_EDITORS); what is missing
makes the tests that need it UNSUPPORTED.
"""

import glob
import importlib.util
import os
import re
import shutil
import subprocess
import sys

import lit.formats

config.name = "stackc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test", ".stack"]
config.excludes = ["Inputs", "unit", "found"]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))

root = os.path.dirname(config.test_source_root)
build = os.path.abspath(lit_config.params.get("build", os.path.join(root, "build", "dev")))
config.test_exec_root = os.path.join(build, "lit")
stackc = os.path.join(build, "bin", "stackc")
tools = os.path.join(root, "tools")
# What charts render to is validated with python3-jsonschema: without it they can't be tested.
validates = importlib.util.find_spec("jsonschema") is not None
helms = [helm for helm in os.environ.get("STACKC_HELMS", "").split(":") if helm and validates]

llvm = "/usr/lib/llvm-14/bin"
config.environment["PATH"] = os.pathsep.join([llvm, os.environ["PATH"]])
config.environment["STACKC"] = stackc
for name in ("STACKC_HELMS", "STACKC_YAMLJSON", "STACKC_LINTERS", "HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]


def helm_version(helm):
    """(major, minor) of a Helm binary."""
    command = [helm, "version", "--template", "{{.Version}}"]
    text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", text)
    return (int(found.group(1)), int(found.group(2))) if found else None


versions = sorted((version, helm) for helm in helms if (version := helm_version(helm)))
for (major, minor), helm in versions:
    config.available_features |= {"helm", f"helm-{major}.{minor}", f"helm{major}"}
    # The newest of a major version wins, since the versions are sorted.
    config.environment[f"HELM{major}"] = helm
programs = "bazel kubectl go git gpg make zsh fish nvim emacs man strace openssl dpkg-deb lintian"
for program in programs.split():
    if shutil.which(program):
        config.available_features.add(program)
config.available_features |= {os.path.basename(path) for path in os.environ.get("STACKC_LINTERS", "").split(":") if os.access(path, os.X_OK)}
if validates:
    config.available_features.add("jsonschema")
registry = os.environ.get("STACKC_REGISTRY", "")
if os.access(registry, os.X_OK):
    config.available_features.add("registry")
schemas = os.environ.get("STACKC_SCHEMAS", "")
if validates and os.path.isdir(schemas):
    config.available_features.add("schemas")
pytest = os.environ.get("STACKC_PYTEST", "")
if os.access(pytest, os.X_OK):
    config.available_features.add("pytest")
# What tests editors/, by the last part of its path.
editors = {os.path.basename(path): path for path in os.environ.get("STACKC_EDITORS", "").split(":") if os.path.exists(path)}
for feature, part in (("vscode", "node_modules"), ("tree-sitter", "python3")):
    if part in editors:
        config.available_features.add(feature)
if shutil.which("kate-syntax-highlighter"):
    config.available_features.add("kate")
if shutil.which("emacs") and glob.glob("/usr/share/emacs/site-lisp/elpa-src/eglot-*"):
    config.available_features.add("eglot")
# The page with the compiler in it takes minutes to build: it is tested where `make playground` was called.
browser = shutil.which("chromium")
page = os.path.join(root, "build", "playground", "page", "stackc.wasm")
if browser and os.path.exists(page):
    config.available_features.add("playground")

# Instructions are held against bench/record.json where they were counted with the same versions of compiler and libraries.
record = subprocess.run([sys.executable, os.path.join(root, "bench/record"), "--comparable", "--build", build], capture_output=True, text=True, check=False)
if record.returncode == 0:
    config.available_features.add("instructions")
elif "versions" in record.stdout:
    lit_config.note(f"test/bench is left out: {record.stdout.strip()}")


def substitute(name, value):
    config.substitutions.append((rf"%{name}(?![-\w])", value))


cache = os.path.join(build, "CMakeCache.txt")
sanitized = os.path.exists(cache) and re.search(r"^STACKC_SANITIZE:\w+=.", open(cache, encoding="utf-8").read(), re.MULTILINE)
# Programs with sanitizers take several times as long; tools and tests multiply their times by it.
patience = 10 if sanitized else 1
config.environment["STACKC_PATIENCE"] = str(patience)
substitute("timeout", f"timeout {60 * patience}")
# A limit of memory in a shell command; a sanitizer reserves terabytes of addresses.
substitute("limit", "true" if sanitized else "ulimit -v 2000000")
substitute("stackc", stackc)
substitute("build", build)
substitute("registry", registry)
substitute("schemas", schemas)
substitute("helms", ":".join(helms))
substitute("agree", os.path.join(tools, "agree"))
substitute("verify", os.path.join(tools, "verify-diagnostics"))
substitute("validate", os.path.join(tools, "validate"))
substitute("compare", os.path.join(tools, "compare-resources"))
substitute("tools", tools)
substitute("root", root)
substitute("browser", browser or "")
substitute("pytest", f"{pytest} -q -p no:cacheprovider")
substitute("examples", os.path.join(root, "examples"))
for part, path in editors.items():
    substitute(part, path)
if versions:
    substitute("helm", versions[-1][1])
for (major, minor), helm in versions:
    substitute(rf"helm-{major}\.{minor}", helm)
for (major, _), helm in {version[0]: (version, helm) for version, helm in versions}.values():
    substitute(f"helm{major}", helm)
