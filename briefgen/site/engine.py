"""Jinja as a build uses it: what templates are compiled to is kept, and the calls that pages are full of take no detours."""

from __future__ import annotations

import contextlib
from types import FunctionType, MethodType
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket
from jinja2.environment import Template, TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode

from briefgen import files
from briefgen.site.kit import Choice, Kit

_BESIDES: Final = ("_loop_vars", "_block_vars")
"""What compiled templates give to each call, for functions that want the context."""


class _Context(Context):
    """Calls macros and plain functions at once; a page does so some 150 times, and Jinja asks each time what kind of callable it is."""

    @internalcode
    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """As Jinja calls it."""
        kind = type(called)
        if kind is Macro:
            given = (self.eval_ctx, *args)
        elif kind in (MethodType, FunctionType) and not hasattr(called, "jinja_pass_arg"):
            given = args
        else:
            return super().call(called, *args, **kwargs)
        if kwargs:
            for name in _BESIDES:
                kwargs.pop(name, None)
        return called(*given, **kwargs)


class _Template(Template):
    """None has globals of its own, so that what another one imports from it is always the same, and need not be compared."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        del ctx
        return super()._get_default_module()


class Templates(Environment):
    """An environment in which a template's name means another template to another theme."""

    kit: Kit
    choice: Choice
    context_class = _Context
    template_class = _Template

    def join_path(self, template: str, parent: str) -> str:
        """The file of the template that the one in the file `parent` calls so."""
        found = self.choice.of(template, parent)
        return found.file if found else template


def kind(*, sandboxed: bool) -> type[Templates]:
    """The kind of environment."""
    if not sandboxed:
        return Templates
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandboxed(Templates, ImmutableSandboxedEnvironment):
        """One in which templates reach nothing but what they are given."""

    return Sandboxed


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates in files: where one cannot be used or written, it is as if it were not there."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Raises nothing, whatever is in the file."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - a damaged file fails in any way
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Raises nothing, whether there is room or not."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_in(folder: str) -> BytecodeCache | None:
    """What compiled templates are kept with; None where the folder is not the user's alone."""
    return _Compiled(folder, "%s.compiled") if files.private_folder(folder) else None
