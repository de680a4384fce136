"""The room of the training commands: the embedding model, the lexicon, the synonyms and the word list.

Everything is drawn from two Debian packages (`trans-de-en`, `mythes-de`) and written to `assistant/data`; nothing
here is needed to ingest or to answer.
"""
