"""Readings of clauses by rules: what changes, makes, finds or tells records."""
