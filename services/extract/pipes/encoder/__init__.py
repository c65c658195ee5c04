"""The encoder: vectors of the article's pieces in context."""
