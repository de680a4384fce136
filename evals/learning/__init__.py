"""Trains the readers that know questions in other words: phrasings shown with what they ask, weights, their measure."""
