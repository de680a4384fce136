"""The pages beside the chat: overview, comparison, documents, basics; plain HTML made on the server, one module a page."""
