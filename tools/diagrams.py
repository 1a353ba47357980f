"""Pictures of the code as Mermaid in Markdown: who imports whom, the tables, the addresses."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from pactwork.contracts.rules.moves import MOVES
from pactwork.wiring.apps import APPS, FLOOR, STOREYS

SOURCE = Path(__file__).resolve().parent.parent / "src" / "pactwork"
FLOORS = (*APPS, *FLOOR)
SHAPES = {
    models.ForeignKey: "}o--||",
    models.OneToOneField: "|o--||",
    models.ManyToManyField: "}o--o{",
}


def picture(lines: list[str]) -> str:
    return "\n".join(["```mermaid", *lines, "```", ""])


def apps_page() -> str:
    return (
        "# Who knows whom\n\nAn arrow points to what an app imports, always downward. "
        "Arrows that follow from others are left out.\n\n" + apps_picture()
    )


def apps_picture() -> str:
    """Which app really imports which; what follows from another arrow is left out."""
    direct = {app: set(_imports(app)) for app in FLOORS}
    lines = ["flowchart TD"]
    for number, (name, storey) in enumerate([*STOREYS.items(), ("The ground", FLOOR)]):
        lines += [f'  subgraph s{number}["{name}"]', *(f"    {app}" for app in storey), "  end"]
    for app in FLOORS:
        reached = {far for near in direct[app] for far in _below(near, direct)}
        lines += [f"  {app} --> {near}" for near in FLOORS if near in direct[app] - reached]
    return picture(lines)


def _below(app: str, direct: dict[str, set[str]]) -> set[str]:
    return direct[app] | {far for near in direct[app] for far in _below(near, direct)}


def _imports(app: str) -> Iterator[str]:
    for path in (SOURCE / app).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("pactwork"):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
                for part in {name.split(".")[1] for name in names}:
                    if part in FLOORS and part != app:
                        yield part


def tables_page() -> str:
    """One picture for each app that has tables; a table of another app is only named."""
    parts = ["# The tables\n"]
    for app in FLOORS:
        if apps.is_installed(f"pactwork.{app}"):
            found = list(apps.get_app_config(app).get_models())
            if found:
                parts.append(f"## {app}\n")
                parts.append(picture(["erDiagram", *(line for m in found for line in _table(m))]))
    return "\n".join(parts)


def _table(model: type[models.Model]) -> Iterator[str]:
    yield f"  {model.__name__} {{"
    relations = []
    for field in model._meta.get_fields():
        if not isinstance(field, models.Field) or field.auto_created:
            continue
        if isinstance(field, models.ForeignKey | models.OneToOneField | models.ManyToManyField):
            relations.append(field)
        else:
            kind = field.get_internal_type().removesuffix("Field")
            yield f"    {kind} {field.name}{' UK' if field.unique else ''}"
    yield "  }"
    for relation in relations:
        other = relation.related_model
        name = other if isinstance(other, str) else other.__name__
        yield f"  {model.__name__} {SHAPES[type(relation)]} {name} : {relation.name}"


def addresses_page() -> str:
    """Every address, its name, whether a visitor who is not signed in may come in, and what answers."""
    rows = [
        "# Addresses\n",
        "| Address | Name | Who may knock | View | Templates |",
        "|---|---|---|---|---|",
        *(
            f"| `/{route}` | `{pattern.name}` | {_knock(pattern)} | {_view(pattern)} |"
            for route, pattern in sorted(patterns(get_resolver()), key=lambda pair: pair[0])
        ),
        "",
    ]
    return "\n".join(rows)


def _view(pattern: URLPattern) -> str:
    """The file and the function, and the templates that it names, itself or in what it calls there."""
    function = inspect.unwrap(pattern.callback)
    path = Path(inspect.getfile(function))
    if SOURCE not in path.parents:
        return f"`{function.__module__}` |"
    templates = sorted(_templates(ast.parse(path.read_text()), function.__name__, set()))
    place = path.relative_to(SOURCE).as_posix()
    return f"`{place}`: `{function.__name__}` | " + ", ".join(f"`{name}`" for name in templates)


def _names(node: ast.stmt) -> set[str]:
    """What a statement of a module defines: a function, or constants such as a table of templates."""
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {one.id for one in targets if isinstance(one, ast.Name)}


def _templates(tree: ast.Module, name: str, seen: set[str]) -> set[str]:
    seen.add(name)
    body = [n for n in tree.body if name in _names(n)]
    inside = [node for function in body for node in ast.walk(function)]
    texts = {str(node.value) for node in inside if isinstance(node, ast.Constant)}
    called = {node.id for node in inside if isinstance(node, ast.Name)} - seen
    own = {text for text in texts if text.endswith(".html")}
    return own.union(*(_templates(tree, one, seen) for one in called if one not in seen))


def _knock(pattern: URLPattern) -> str:
    return "signed in" if getattr(pattern.callback, "login_required", True) else "anyone"


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def moves_page() -> str:
    """The law of a contract: who may move when, and what stands in the way."""
    stages = ("drafting", "asking", "agreed", "amending", "suspended", "ended")
    roles = sorted({role for move in MOVES.values() for role in move.roles})
    rows = [
        "# Moves\n",
        "Each move, who may make it, in which stages, and what refuses it otherwise.\n",
        "| Move | By | In | Unless |",
        "|---|---|---|---|",
    ]
    for name, move in MOVES.items():
        where = [stage for stage in stages if stage in move.stages]
        unless = ["another's seat"] if move.own_seat else []
        unless += [rule.__name__.strip("_").replace("_", " ") for rule in move.unless]
        cells = (sorted(move.roles), where, unless)
        rows.append(f"| {name} | " + " | ".join(", ".join(cell) for cell in cells) + " |")
    rows += [
        "\n## Who may try what, stage by stage\n",
        "| | " + " | ".join(stages) + " |",
        "|---" * (len(stages) + 1) + "|",
    ]
    for role in roles:
        there = [
            ", ".join(n for n, m in MOVES.items() if role in m.roles and stage in m.stages)
            for stage in stages
        ]
        rows.append(f"| **{role}** | " + " | ".join(there) + " |")
    return "\n".join([*rows, ""])
