"""Writes typed models of the classes for apps on a Parse SDK, and the first steps of such an app, from the schema."""
