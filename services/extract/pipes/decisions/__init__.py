"""The decisions: which sentences state which undertakings, how far along, by whom and for whom."""
