"""Measures an assistant: runs cases through it, each in a workspace of its own, and judges what they left behind.

`cases` and `worlds` are what is read, `conversation` is one case as it runs, `verdict` says whether it came out right,
`figures` adds up. docs/evaluation.md describes the files.
"""
