"""Markdown of the documentation as text of man pages: the part of Markdown that docs/ uses.

Tables become lists: the first cell of a row is the term, the others, behind the words of the table's head, what is said of it.
Of a link its text is left; `links` collects where the links of a page lead.
"""

import re

FENCE = re.compile(r"^(`{3,})")
ITEM = re.compile(r"^(?:[-*]|\d+\.) +")
RULE = re.compile(r"^\|[ :|-]+\|$")
INLINE = re.compile(r"``(?P<ticks>.+?)``|`(?P<code>[^`]+)`|\[(?P<text>(?:`[^`]*`|[^\]])*)\]\((?P<link>[^)]*)\)|\*\*(?P<strong>[^*]+)\*\*|\*(?P<emph>[^*]+)\*")


def escape(text):
    """Text as troff shows it, hyphens as they are typed."""
    return text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace("'", "\\(aq").replace("^", "\\(ha").replace("~", "\\(ti")


def line(text):
    """A line that is no request, whatever it begins with."""
    return "\\&" + text if text[:1] in (".", "'") else text


def inline(text, links=None):
    """A paragraph's text with bold code and names."""
    result, end = "", 0
    for found in INLINE.finditer(text):
        result += escape(text[end : found.start()])
        end = found.end()
        if found["link"] is not None:
            if links is not None:
                links.append(found["link"])
            result += inline(found["text"], links)
        elif found["emph"] is not None:
            result += f"\\fI{escape(found['emph'])}\\fR"
        else:
            result += f"\\fB{escape(found['ticks'] or found['code'] or found['strong'].replace('`', ''))}\\fR"
    return line(result + escape(text[end:]))


def cells(row):
    """The cells of a table's row; a bar behind a backslash is part of a cell."""
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row.strip()[1:-1])]


def table(rows, links):
    head, body = cells(rows[0]), [cells(row) for row in rows[1:] if not RULE.match(row)]
    lines = [".PP", inline(head[0], links) + ":"] if head[0].startswith("`") else []
    for term, *rest in body:
        lines += [".TP", inline(term, links)]
        named = len(rest) > 1
        for number, (name, cell) in enumerate(zip(head[1:], rest)):
            lines += [".br"] if number else []
            lines.append((inline(name, links) + ": " if named and name else "") + inline(cell, links))
    return lines + [".PP"]


def code(lines):
    return [".PP", ".RS 4", ".nf", *[line(escape(one)) for one in lines], ".fi", ".RE"]


def text_of(markdown, links):
    """Lines of a man page for a piece of Markdown without its title; headings in it become subsections."""
    lines, pending = markdown.strip("\n").split("\n"), []
    result, at = [], 0

    def flush():
        if pending:
            result.append(inline(" ".join(pending), links))
            pending.clear()

    while at < len(lines):
        text = lines[at]
        fence = FENCE.match(text)
        if fence:
            flush()
            end = next(n for n in range(at + 1, len(lines)) if lines[n] == fence[1])
            result += code(lines[at + 1 : end])
            at = end
        elif text.startswith("|"):
            flush()
            end = next((n for n in range(at, len(lines)) if not lines[n].startswith("|")), len(lines))
            result += table(lines[at:end], links)
            at = end - 1
        elif text.startswith("#"):
            flush()
            result.append(".SS " + inline(text.lstrip("# "), links))
        elif ITEM.match(text):
            flush()
            result += [".IP \\(bu 2"]
            pending.append(ITEM.sub("", text))
        elif not text:
            flush()
            if result[-1:] != [".PP"]:
                result.append(".PP")
        else:
            pending.append(text.strip())
        at += 1
    flush()
    return result
