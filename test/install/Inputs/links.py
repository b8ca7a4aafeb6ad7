"""links.py TOOLS FOLDER: the Markdown below a folder has no link to a file that is not there."""

import importlib.machinery
import pathlib
import sys

sys.dont_write_bytecode = True
docs = importlib.machinery.SourceFileLoader("check_docs", f"{sys.argv[1]}/check-docs").load_module()
broken = [problem for page in sorted(pathlib.Path(sys.argv[2]).rglob("*.md")) for problem in docs.broken_links(page)]
print("\n".join(broken))
sys.exit(1 if broken else 0)
