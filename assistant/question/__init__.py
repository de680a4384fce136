"""Reading a question: which bodies, years and words it names."""
