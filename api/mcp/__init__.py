"""The Model Context Protocol: the tools for models elsewhere, as in a desktop client or an editor."""
