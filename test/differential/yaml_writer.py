"""Values as the text of a values file, in the styles that people write."""

import json
import re

_PLAIN = re.compile(r"[A-Za-z/][A-Za-z0-9 ._/@+-]*(?<! )")
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
# Line breaks, marks and controls that a YAML reader takes for more than a character.
_SPECIAL = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def json_text(values):
    """JSON is YAML, and leaves no doubt about which scalar is what."""
    return _SPECIAL.sub(_escape, json.dumps(values, ensure_ascii=False, indent=1)) + "\n"


def block_text(values, random):
    """Block style, with scalars in whatever style fits."""
    return "\n".join(_lines(values, random)) + "\n" if values else "{}\n"


def _escape(match):
    return f"\\u{ord(match.group()):04x}"


def _lines(value, random):
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _entry(f"{_key(key)}:", member, random, isinstance(member, list) and random.random() < 0.5)
    else:
        for element in value:
            nested = list(_lines(element, random)) if isinstance(element, dict) and element else None
            if nested:
                yield f"- {nested[0]}"
                yield from (f"  {line}" for line in nested[1:])
            else:
                yield from _entry("-", element, random, False)


def _entry(lead, value, random, flush):
    if isinstance(value, (dict, list)) and value and random.random() < 0.95:
        yield lead + random.choice(["", "", "  # a comment"])
        yield from (line if flush else f"  {line}" for line in _lines(value, random))
    elif isinstance(value, str) and _fits_literal(value) and random.random() < 0.7:
        chomp = "" if value.endswith("\n") else "-"
        yield f"{lead} |{chomp}"
        yield from (f"  {line}" if line else "" for line in value.removesuffix("\n").split("\n"))
    else:
        yield f"{lead} {_scalar(value, random)}"


def _fits_literal(text):
    return (
        re.fullmatch(r"[!-~\u00a1-\u00ff][ -~\n\u00a1-\u00ff]*", text) is not None
        and "\n" in text
        and not text.endswith("\n\n")
        and not re.search(r" \n|^---", text, re.MULTILINE)
    )


def _scalar(value, random):
    if isinstance(value, bool):
        return random.choice(["true", "True", "yes", "on"] if value else ["false", "FALSE", "no", "off"])
    if value is None:
        return random.choice(["null", "~", ""])
    if isinstance(value, int):
        return random.choice([str(value), str(value), str(value), f"{value:#x}", f"{value:_}", f"+{value}" if value > 0 else str(value)])
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS and not value.startswith("--")
        styles = [json_text(value).strip()] + [value] * bool(plain)
        if re.fullmatch(r"[ -~]*", value):
            styles.append("'" + value.replace("'", "''") + "'")
        return random.choice(styles)
    return json_text(value).replace("\n", " ").strip()


def _key(text):
    return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDS else json_text(text).strip()
