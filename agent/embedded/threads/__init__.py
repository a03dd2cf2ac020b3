"""How a message goes on with its thread: answers, corrections, follow-ups, undo."""
