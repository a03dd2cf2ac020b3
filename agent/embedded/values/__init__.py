"""Days, times, periods, lengths, numbers and money, as people write them."""
