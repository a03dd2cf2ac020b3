"""New values for fields: which value belongs to which field."""
