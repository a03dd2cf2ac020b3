"""Makes the weights of the embedded engine's tagger from annotated utterances; nothing of it runs in the product."""
