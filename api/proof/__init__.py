"""The proof: a CRM that was made of a description is tried as its people will use it, and what came of it is told."""
