"""Measures the assistant: test set, generated corpora, baselines, reports."""

import assistant as _assistant  # noqa: F401  (sets the quiet environment before any library is imported)
