"""Who is credited with a statement."""
