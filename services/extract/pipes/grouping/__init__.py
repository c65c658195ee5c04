"""Findings of one article become its distinct undertakings."""
