"""Small slips in Python source, one at a time: what a careful reviewer might overlook."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

COMPARE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Pow: ast.Mult, ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.MatMult: ast.Mult,
}  # fmt: skip
TWINS = {
    "min": "max", "minimum": "maximum", "argmin": "argmax", "any": "all", "floor": "ceil",
    "logical_and": "logical_or", "zeros": "ones", "zeros_like": "ones_like",
}  # fmt: skip
TWINS |= {second: first for first, second in TWINS.items()}
SIDES = {"pytorch": "tensorflow", "tensorflow": "pytorch"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One slip.

    Attributes:
        file: name of the file, without its folder.
        line: where it lies; 0 where Python's syntax tree does not say.
        function: the function or class it lies in; empty at the top of the file.
        kind: what sort of slip.
        statement: the first line of the statement it lies in.
        before, after: the code around it, one line each.
        node, edit: which node of the file's code, and which of its slips.
    """

    file: str
    line: int
    function: str
    kind: str
    statement: str
    before: str
    after: str
    node: int
    edit: int


Edit = Callable[[Any], ast.AST | None]  # gets a node of its own to change; None drops it


def mutants(file: str, source: str) -> Iterator[Mutant]:
    """Yield every slip in a file, in the order of its code."""
    tree = ast.parse(source)
    inside, arguments, statements = _owners(tree), _arguments(tree), _statements(tree)
    for number, node in enumerate(_code(tree)):
        before = ast.unparse(node)
        made = {before}
        for place, (kind, edit) in enumerate(_all_edits(node, arguments)):
            new = edit(copy.deepcopy(node))
            after = "pass" if new is None else ast.unparse(new)
            if after not in made:
                made.add(after)
                yield Mutant(
                    file=file,
                    line=getattr(node, "lineno", 0),
                    function=inside.get(id(node), ""),
                    kind=kind,
                    statement=statements.get(id(node), ""),
                    before=_line(before),
                    after=_line(after),
                    node=number,
                    edit=place,
                )


def slipped(source: str, mutant: Mutant) -> str:
    """Return a file's source with one slip in it."""
    tree = ast.parse(source)
    arguments = _arguments(tree)
    node = next(n for i, n in enumerate(_code(tree)) if i == mutant.node)
    _, edit = list(_all_edits(node, arguments))[mutant.edit]
    _put(tree, node, edit(node))
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _all_edits(node: ast.AST, arguments: dict[int, list[str]]) -> Iterator[tuple[str, Edit]]:
    yield from _edits(node)
    yield from _calls(node)
    yield from _conditions(node)
    yield from _dropped(node)
    yield from _returns(node, arguments.get(id(node), []))


def _line(text: str) -> str:
    first, *rest = text.strip().splitlines()
    return first + (" ..." if rest else "")


def _code(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every node that runs: no annotations, no docstrings, no imports."""
    if isinstance(tree, (ast.Import, ast.ImportFrom)):
        return
    yield tree
    skipped = {"annotation", "returns", "decorator_list", "ctx", "bases"}
    for name, value in ast.iter_fields(tree):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in skipped and not _is_words(child):
                if isinstance(tree, ast.Assign) and _is_type(tree):
                    continue
                yield from _code(child)


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_type(node: ast.Assign) -> bool:
    """Return whether an assignment names a type: `Ground = Literal[...]`."""
    value = node.value
    return isinstance(value, ast.Subscript) and ast.unparse(value.value) in ("Literal", "NDArray")


def _owners(tree: ast.Module) -> dict[int, str]:
    found: dict[int, str] = {}

    def visit(node: ast.AST, name: str) -> None:
        for child in ast.iter_child_nodes(node):
            here = name
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
                here = f"{name}.{child.name}".strip(".")
            found[id(child)] = here
            visit(child, here)

    visit(tree, "")
    return found


def _statements(tree: ast.Module) -> dict[int, str]:
    """Return node -> the first line of the innermost statement around it."""
    found: dict[int, str] = {}
    for statement in ast.walk(tree):  # outer ones come first
        if isinstance(statement, ast.stmt):
            text = _line(ast.unparse(statement))
            found |= {id(node): text for node in ast.walk(statement)}
    return found


def _arguments(tree: ast.Module) -> dict[int, list[str]]:
    """Return statement -> the arguments of the innermost function around it."""
    found: dict[int, list[str]] = {}
    for function in ast.walk(tree):  # outer ones come first
        if isinstance(function, ast.FunctionDef):
            names = [a.arg for a in function.args.args if a.arg not in ("self", "cls")]
            found |= {id(node): names for node in ast.walk(function)}
    return found


def _put(tree: ast.AST, old: ast.AST, new: ast.AST | None) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(child is old for child in value):
                place = next(i for i, child in enumerate(value) if child is old)
                value[place] = ast.Pass() if new is None else new


def _edits(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    match node:
        case ast.Compare(ops=[op]):
            for other in COMPARE.get(type(op), ()):
                yield "comparison", _with(ops=[other()])
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in ARITHMETIC:
            if not _joins_words(node):
                yield "arithmetic", _with(op=ARITHMETIC[type(op)]())
        case ast.BoolOp(op=op):
            yield "and or", _with(op=ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert()):
            yield "negation", lambda n: n.operand
        case ast.Constant(value=bool() | None):
            pass
        case ast.Constant(value=int() | float() as value):
            for other in (value + 1, value - 1, value * 2):
                yield "constant", _with(value=other)
        case ast.Constant(value=str() as text) if text in SIDES:
            yield "sides", _with(value=SIDES[text])
        case ast.Name(id="SIDES", ctx=ast.Load()):
            yield "sides", lambda _: ast.parse("SIDES[::-1]", mode="eval").body
        case ast.Slice():
            for bound in ("lower", "upper"):
                if (edge := getattr(node, bound)) is not None:
                    yield "slice", _with(**{bound: _plus_one(edge)})


def _joins_words(node: ast.BinOp | ast.AugAssign) -> bool:
    """Return whether a sum joins texts: a slip there fails at once and proves nothing."""
    parts = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
    return any(
        isinstance(part, ast.JoinedStr)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in parts
    )


def _calls(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    if isinstance(node, ast.Name) and node.id in TWINS and isinstance(node.ctx, ast.Load):
        yield "twin", _with(id=TWINS[node.id])
    if isinstance(node, ast.Attribute) and node.attr in TWINS:
        # `conditions.any` is a field of a record; only calls have twins.
        yield "twin", _with(attr=TWINS[node.attr])
    if isinstance(node, ast.Call) and len(node.args) >= 2 and _of_numpy(node.func):
        *rest, first, second = node.args
        yield "other argument", _with(args=[*rest, second, first])


def _of_numpy(function: ast.expr) -> bool:
    """Return whether a call is NumPy's and its arguments have an order that matters.

    Our own functions take records of different types, which fail at once when exchanged.
    """
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "np"
        and function.attr not in ("maximum", "minimum")
    )


def _conditions(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield "condition", lambda n: _with(test=ast.UnaryOp(ast.Not(), n.test))(n)
    if isinstance(node, ast.comprehension) and node.ifs:
        yield "condition", _with(ifs=[])


def _dropped(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    """Statements whose absence is no plain error: names that are bound must stay bound."""
    match node:
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break():
            yield "drop", lambda _: None
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield "drop", lambda _: None
        case ast.If(orelse=[]):
            yield "drop", lambda _: None


def _with(**fields: object) -> Edit:
    def edit(node: ast.AST) -> ast.AST:
        for name, value in fields.items():
            setattr(node, name, value)
        return node

    return edit


def _plus_one(edge: ast.expr) -> ast.expr:
    return ast.BinOp(copy.deepcopy(edge), ast.Add(), ast.Constant(1))


def _returns(node: ast.AST, arguments: list[str]) -> Iterator[tuple[str, Edit]]:
    """Return an argument where another name was returned."""
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Name):
        for other in arguments:
            if other != node.value.id:
                yield "other argument", _with(value=ast.Name(other, ast.Load()))
