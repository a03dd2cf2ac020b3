"""Texts for the model."""

from pathlib import Path


def system_prompt() -> str:
    """Return who the assistant is and how it behaves, as Markdown."""
    return (Path(__file__).parent / "system.md").read_text(encoding="utf-8").strip()
