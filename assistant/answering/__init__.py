"""Answers, one module a kind of question: evidence is gathered from the library and written as checked statements."""
