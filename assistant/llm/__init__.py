"""The language model, where one is configured: it words what the records hold and never decides what is true.

`model` is the door of this room; without `AQB_LLM_URL` nothing in it is loaded.
"""
