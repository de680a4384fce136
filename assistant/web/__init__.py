"""The web page: a Gradio chat in our own FastAPI app, with the sources beside the answers."""
