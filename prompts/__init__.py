"""Texts for the model."""

from pathlib import Path


def system_prompt() -> str:
    """Return who the assistant is and how it behaves, as Markdown."""
    return (Path(__file__).parent / "system.md").read_text(encoding="utf-8").strip()


def elsewhere_prompt() -> str:
    """Return what a model elsewhere is told, which has a conversation and a prompt of its own, as Markdown."""
    return (Path(__file__).parent / "elsewhere.md").read_text(encoding="utf-8").strip()


def inferring_prompt() -> str:
    """Return what a model is told that reads the sentences which the grammar did not, as Markdown."""
    return (Path(__file__).parent / "inferring.md").read_text(encoding="utf-8").strip()


def generation_prompt() -> str:
    """Return the template of a prompt from which a CRM is made; `{classes}` and `{access}` stand for what differs."""
    return (Path(__file__).parent / "generation.md").read_text(encoding="utf-8").strip()
