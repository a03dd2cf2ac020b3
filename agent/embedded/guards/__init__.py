"""What speaks against doing what was understood, each of it by its name."""
