"""The assistant: from what a person says to calls of tools, with approval decided by the server."""
