"""What the person reads: sentences, tables, sums, quotes."""
