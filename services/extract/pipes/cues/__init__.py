"""The first decider: cue words say which sentences state an undertaking, of which category, and how far along it is."""
