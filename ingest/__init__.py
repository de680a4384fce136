"""Reads source files, types their facts and writes the index."""

import assistant as _assistant  # noqa: F401  (sets the quiet environment before any library is imported)
