"""Imports gradio without its rewriting of stub files, which takes half of the import and wants to write into its package.

At every import gradio parses the sources of its components to bring `.pyi` files for editors up to date
(`gradio.component_meta.create_or_modify_pyi`); a running server needs none.
"""

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_MODULE = "gradio.component_meta"
_FUNCTION = "create_or_modify_pyi"


class _StubFreeLoader(Loader):
    """Loads the module as ever, then takes the one function out of it."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        if hasattr(module, _FUNCTION):
            setattr(module, _FUNCTION, lambda *_args, **_kwargs: None)


class _StubFreeFinder(MetaPathFinder):
    """Finds the one module, and leaves every other to the finders after it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != _MODULE:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _StubFreeLoader(spec.loader)
        return spec


def import_gradio() -> ModuleType:
    """The gradio package."""
    finder = _StubFreeFinder()
    sys.meta_path.insert(0, finder)
    try:
        return importlib.import_module("gradio")
    finally:
        sys.meta_path.remove(finder)
