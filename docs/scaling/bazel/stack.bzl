"""A stack as a target: the folder that `stackc build` makes of it, with the chart and the manifests of all environments."""

# Bazel gives an action links to its sources, and stackc reads no link that leads out of a stack's folder: the files are
# copied before. Messages then name them as they stand in the workspace.
_BUILD = """\
set -eu
stackc="$PWD/$1" out="$PWD/$2" main="$3"
shift 2
copy="$(mktemp -d)"
trap 'rm -rf "$copy"' EXIT
cp -L --parents "$@" "$copy"
cd "$copy"
"$stackc" build "$main" -o "$out" > log || { cat log; exit 1; }
"""

def _stack_impl(ctx):
    out = ctx.actions.declare_directory(ctx.label.name)
    files = [ctx.file.main] + ctx.files.srcs
    ctx.actions.run_shell(
        mnemonic = "Stack",
        progress_message = "Building the stack %s" % ctx.label,
        outputs = [out],
        inputs = files,
        tools = [ctx.executable._stackc],
        command = _BUILD,
        arguments = [ctx.executable._stackc.path, out.path] + [file.path for file in files],
    )
    return [DefaultInfo(files = depset([out]))]

stack = rule(
    implementation = _stack_impl,
    attrs = {
        "main": attr.label(allow_single_file = [".stack"], mandatory = True),
        "srcs": attr.label_list(allow_files = True, doc = "modules, types and CRDs that the main file reads"),
        "_stackc": attr.label(default = "//tools:stackc", allow_single_file = True, executable = True, cfg = "exec"),
    },
)
