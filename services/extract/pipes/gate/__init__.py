"""The gate: lets the world's other news pass before anything costly looks at it."""
