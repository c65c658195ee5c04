"""What exactly is committed: the things, with their number."""
