"""A specification as a module file: what the reader reads back as the very same."""

import re
from typing import Any

import yaml

from pactwork.modules.reading.written import CONTROL, PLAIN
from pactwork.modules.rules.specification import Specification

TAGS = ("null", "bool", "bool", "int", "float")  # of the patterns in PLAIN, in their order
WIDTH = 100


class Writer(yaml.SafeDumper):
    """Quotes exactly what our reader would take for something else, and writes prose as a block."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _resolver() -> dict[Any, Any]:
    return {
        None: [
            (f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"))
            for tag, (pattern, _) in zip(TAGS, PLAIN, strict=True)
        ]
    }


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    text = CONTROL.sub("", text)  # of older drafts: our reader would refuse our own file for it
    style = "|" if "\n" in text else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Writer.yaml_implicit_resolvers = _resolver()
Writer.add_representer(str, _text)


def module_file(spec: Specification) -> str:
    """``module.yaml``, with everything that is not as usual, in the order of the format."""
    body = spec.model_dump(mode="json", exclude_defaults=True)
    for template in body["templates"].values():
        for section in template["sections"]:
            _short(section)
    called = CONTROL.sub("", " ".join(f"{spec.title}, {spec.run}".split()))  # a comment is one line
    head = f"# {called}. Every field is explained in docs/module-format.md.\n"
    # The stubs of yaml do not know that a dumper of one's own may be any class of theirs.
    written: str = yaml.dump(body, Dumper=Writer, allow_unicode=True, sort_keys=False, width=WIDTH)
    return head + written


def _short(section: dict[str, Any]) -> None:
    """``yes: [university]`` for a yes without a condition; questions are yes or no in any case."""
    if "yes" in section:
        section["yes"] = [n["party"] if set(n) == {"party"} else n for n in section["yes"]]
    for question in section.get("questions", ()):
        question.pop("type", None)
