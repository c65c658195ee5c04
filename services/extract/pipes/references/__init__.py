"""Pronouns and roles, and the named entity that each stands for."""
