"""Are all declarations that the library marks with `@notLowered` in the list for users? Prints those that are not."""

import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parents[3]
page = (root / "docs/internals/not-lowered-yet.md").read_text()
marked = [
    name
    for file in sorted((root / "stdlib").rglob("*.stack"))
    for name in re.findall(r"@notLowered\s+(?:export\s+)?(?:(?:fn|type|variant|enum)\s+)?(\w+)", file.read_text())
]
missing = [name for name in marked if f"`{name}`" not in page]
print(f"{len(marked)} marked, not in the list: {', '.join(missing) or 'none'}")
sys.exit(bool(missing) or not marked)
