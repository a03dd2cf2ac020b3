"""Words: tokens, verbs, phrases, names, the vocabulary of the schema, and what they can ask for."""
