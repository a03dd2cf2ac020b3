"""The proof over all doors: what each user can reach through each of them, and what he cannot."""
