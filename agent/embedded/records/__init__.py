"""The records that words mean: names, pronouns, places in a list."""
