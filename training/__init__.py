"""Offline: how the extractor's model is made. The services never import this package; it may import them."""
