"""A page as a browser reads it: attributes may stand on lines of their own, and so may the words of a tag."""

import re


def one_line(page: str) -> str:
    line = " ".join(page.split())
    return re.sub(r"(<[^/!][^>]*>) ", r"\1", re.sub(r" (>|</)", r"\1", line))
