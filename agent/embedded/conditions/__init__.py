"""Conditions on records: stage, owner, amount, dates, silence."""
