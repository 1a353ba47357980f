"""Guards taken out of a function one at a time: found in its source, and put out of force in place.

A function keeps its name and place; only its code is exchanged, so whoever imported it notices too.
"""

import ast
import inspect
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any

# Statements that are guards by themselves: without them the next line would simply run.
CALLS = {"check", "insist", "insist_own_ask", "still", "_insist_readable", "discard", "forget_who"}
CALLS |= {"check_about", "insist_readable", "insist_leads", "insist_member", "insist_own"}
CALLS |= {"lock_for"}
# They say who somebody is, too: without them, whoever acts is taken at their word.
PERSONS = {"insist_team", "insist_student", "insist_proposer", "insist_reads"}
ONLY = {"team", "talks"}  # said to a view's first step: nobody else gets further
FIRST_STEPS = {"here", "the_post", "the_clarification"}
ACTIONS = tuple(
    f"{app}.actions"
    for app in ("contracts", "reviews", "conversations", "hotseats", "sets", "modules")
)
# Of actions, these are guards and nothing else.
WHOLLY = {
    *("contracts.actions.asking.insist_own_ask", "contracts.actions.base.roles_of"),
    *("contracts.actions.points._point", "contracts.actions.desk.drop_note"),
    *("conversations.actions.base.person_of", "conversations.actions.base.insist_team"),
    *("conversations.actions.base.insist_reads", "hotseats.actions.base.place_now"),
    *("hotseats.actions.base._person", "reviews.actions.base.person_id"),
    *("reviews.actions.base.roles_about", "reviews.actions.base.insist_readable"),
}
NARROWS = {"filter", "exclude", "get_object_or_404", "get"}


@dataclass(frozen=True)
class Guard:
    """One guard of one function, and the function's code without it."""

    name: str
    function: FunctionType
    code: CodeType


def plain(found: Any) -> FunctionType | None:
    """The function under its decorators."""
    found = getattr(found, "func", None) or getattr(found, "fget", None) or found
    found = inspect.unwrap(found) if callable(found) else found
    return found if isinstance(found, FunctionType) else None


def tree_of(function: FunctionType) -> ast.Module:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.decorator_list = []
    return tree


def compiled(tree: ast.Module, function: FunctionType) -> CodeType:
    """The code of the one function that this tree defines."""
    whole = compile(ast.fix_missing_locations(tree), function.__code__.co_filename, "exec")
    return next(
        c for c in whole.co_consts if isinstance(c, CodeType) and c.co_name == function.__name__
    )


def _refuses(body: list[ast.stmt]) -> bool:
    last = body[-1]
    return isinstance(last, ast.Raise | ast.Return | ast.Continue) and not (
        isinstance(last, ast.Return)
        and isinstance(last.value, ast.Constant)
        and last.value.value is True
    )


Change = tuple[str, Callable[[ast.Module], None]]


def _at(tree: ast.Module, number: int) -> Any:
    return list(ast.walk(tree))[number]


def _in_place(tree: ast.Module, number: int, new: ast.AST) -> None:
    """Exchange one node for another, wherever it hangs."""
    target = _at(tree, number)
    for node in ast.walk(tree):
        for name, value in ast.iter_fields(node):
            if value is target:
                setattr(node, name, new)
            elif isinstance(value, list) and any(one is target for one in value):
                setattr(node, name, [new if one is target else one for one in value])


def _said(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:90]


def _swap(number: int, pick: Callable[[Any], ast.AST]) -> Callable[[ast.Module], None]:
    return lambda tree: _in_place(tree, number, pick(_at(tree, number)))


def _called(node: ast.AST) -> str:
    func = node.func if isinstance(node, ast.Call) else None
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def changes(tree: ast.Module, *, calls_only: bool) -> Iterator[Change]:
    """Every guard that can be recognised by its shape; or only those that an action asks."""
    for number, node in enumerate(ast.walk(tree)):
        if isinstance(node, ast.Expr) and _called(node.value) in CALLS:
            yield _said(node), _swap(number, lambda _: ast.Pass())
        elif _called(node) in PERSONS:
            yield _said(node), _swap(number, lambda n: _person_id(n.args[0]))
        elif not calls_only:
            yield from _shapes(node, number)
        elif isinstance(node, ast.If) and _raises(node):
            yield f"if {_said(node.test)}", _swap(number, lambda _: ast.Pass())


def _person_id(who: ast.expr) -> ast.AST:
    return ast.Attribute(who, "person_id", ast.Load())


def _raises(node: ast.If) -> bool:
    return isinstance(node.body[-1], ast.Raise) and not node.orelse


def _shapes(node: ast.AST, number: int) -> Iterator[Change]:
    if isinstance(node, ast.If) and not node.orelse and _refuses(node.body):
        yield f"if {_said(node.test)}", _swap(number, lambda _: ast.Pass())
        yield from _either(node, number)
    elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        for n, one in enumerate(node.values):
            yield f"and {_said(one)}", _swap(number, _without(n))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
        yield f"& {_said(node.left)}", _swap(number, lambda n: n.right)
        yield f"& {_said(node.right)}", _swap(number, lambda n: n.left)
    elif isinstance(node, ast.IfExp) and getattr(node.orelse, "value", "") is None:
        yield f"if {_said(node.test)}", _swap(number, lambda n: n.body)
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield f"for if {_said(node.ifs[0])}", _no_ifs(number)
    elif isinstance(node, ast.Call):
        yield from _narrower(node, number)
        yield from _steps(node, number)


def _either(node: ast.If, number: int) -> Iterator[Change]:
    """It refuses for one of several reasons; each of them left out."""
    reasons = node.test.values if isinstance(node.test, ast.BoolOp) else []
    if not isinstance(getattr(node.test, "op", None), ast.Or):
        return
    for place, one in enumerate(reasons):

        def drop(tree: ast.Module, place: int = place) -> None:
            found = _at(tree, number)
            found.test = _without(place)(found.test)

        yield f"or {_said(one)}", drop


def _steps(node: ast.Call, number: int) -> Iterator[Change]:
    """``team=True``, said to the first step of a view, left out."""
    for place, word in enumerate(node.keywords if _called(node) in FIRST_STEPS else ()):

        def drop(tree: ast.Module, place: int = place) -> None:
            del _at(tree, number).keywords[place]

        if word.arg in ONLY:
            yield f"{_called(node)}({word.arg}=)", drop


def _without(place: int) -> Callable[[Any], ast.AST]:
    def pick(node: Any) -> ast.AST:
        rest = [one for n, one in enumerate(node.values) if n != place]
        return rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)

    return pick


def _no_ifs(number: int) -> Callable[[ast.Module], None]:
    def change(tree: ast.Module) -> None:
        _at(tree, number).ifs = []

    return change


def _narrower(node: ast.Call, number: int) -> Iterator[Change]:
    """A condition of a query, left out."""
    name = _called(node)
    if name not in NARROWS or (name == "get" and not node.keywords):
        return
    for place, word in enumerate(node.keywords):

        def drop_word(tree: ast.Module, place: int = place) -> None:
            del _at(tree, number).keywords[place]

        yield f"{name}({word.arg}=)", drop_word
    for place, argument in enumerate(node.args if name in ("filter", "exclude") else ()):

        def drop(tree: ast.Module, place: int = place) -> None:
            del _at(tree, number).args[place]

        yield f"{name}({_said(argument)})", drop


def guards_of(name: str, function: FunctionType) -> Iterator[Guard]:
    """This function without each of its guards in turn. An action's guards are the law it asks.

    Guards that read the same are numbered, in the order in which they stand.
    """
    if function.__code__.co_freevars:
        return
    asks = name.startswith(ACTIONS) and name not in WHOLLY
    count: Counter[str] = Counter()
    for said, change in changes(tree_of(function), calls_only=asks):
        tree = deepcopy(tree_of(function))
        change(tree)
        count[said] += 1
        which = f" ({count[said]})" if count[said] > 1 else ""
        try:
            yield Guard(f"{name}: {said}{which}", function, compiled(tree, function))
        except (SyntaxError, StopIteration):
            continue


def noting(name: str, function: FunctionType, met: set[str]) -> CodeType:
    """The same function, but it says that it was asked."""
    function.__globals__["_guards_met"] = met
    tree = tree_of(function)
    body: Any = tree.body[0]
    body.body[:0] = ast.parse(f"_guards_met.add({name!r})").body
    return compiled(tree, function)


@contextmanager
def exchanged(function: FunctionType, code: CodeType) -> Iterator[None]:
    kept = function.__code__
    function.__code__ = code
    try:
        yield
    finally:
        function.__code__ = kept
