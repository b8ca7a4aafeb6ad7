"""How the sizes of what the compiler makes grow: bytes of the nodes (`--emit=ir`, without indentation) and of the chart, at n and at 2n.

Prints for each construct whether twice the source gives at most 2.5 times as much, or the code of the limit that is met.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "bench"))
from growth_programs import CONSTRUCTS

stackc, folder = sys.argv[1], pathlib.Path(sys.argv[2])
for name, n in (argument.split("=") for argument in sys.argv[3:]):
    sizes, ends = [], []
    for size in (int(n), 2 * int(n)):
        source = folder / f"{name}-{size}.stack"
        source.write_text(CONSTRUCTS[name][0](size))
        out = folder / f"{name}-{size}"
        ir = subprocess.run([stackc, "--emit=ir", source], capture_output=True, text=True)
        chart = subprocess.run([stackc, "build", source, "--target", "helm", "-o", out], capture_output=True, text=True)
        code = re.search(r"^error\[(E\d+)\]", ir.stderr, re.M) if ir.returncode else None
        ends.append(code.group(1) if code else f"exit {ir.returncode}" if ir.returncode or chart.returncode else "")
        files = sum(file.stat().st_size for file in out.rglob("*.*") if file.is_file())
        sizes.append((sum(len(line.strip()) for line in ir.stdout.splitlines()), files))
    if any(ends):
        print(f"{name}: {ends[0] or 'built'}, {ends[1] or 'built'}")
    else:
        grows = [b <= 2.5 * a for a, b in zip(*sizes)]
        print(f"{name}: {'linear' if all(grows) else f'grows: {sizes}'}")
