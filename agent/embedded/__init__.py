"""The embedded engine: CRM language to tool calls, without a key and without a network."""
