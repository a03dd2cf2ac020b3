"""Reads what people write about a CRM into a blueprint, with a grammar and without a model.

A text takes one of five forms (`forms`): a generation prompt, `{"classes": […]}`, a Parse `/schemas` answer, a Mermaid
`erDiagram`, or a whole page with one of these in it. Each form fills the same `Draft`, from which a blueprint is made
(`completing`): what the form cannot carry is taken from the workspace or asked, and told. Nothing is dropped silently:
what gave nothing is listed.
"""
