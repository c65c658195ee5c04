"""Sentences of news text: our own splitter, its token rules and the spaCy component that applies both."""
