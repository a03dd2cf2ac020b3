"""Offline sync: what a person may read and has changed since, and what he changed meanwhile (docs/sync.md)."""
