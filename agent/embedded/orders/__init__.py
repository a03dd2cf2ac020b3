"""Orders composed from what the tagger hears."""
