"""The HTTP door: accounts, threads, messages, cards, changes and undo, as JSON and as server-sent events."""
