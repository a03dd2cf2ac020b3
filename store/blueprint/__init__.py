"""A blueprint: the classes of a workspace as data, read from a prompt, planned, applied and stored."""
