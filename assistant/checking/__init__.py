"""The parts of the check before show: templates, citations, records, and what the facts of one sentence say together."""
