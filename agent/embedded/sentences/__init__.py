"""A message as it is heard: words, clauses, acts, and what the tagger says of them."""
