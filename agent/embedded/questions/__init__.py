"""Questions composed from what the tagger hears, and their answers."""
