"""The OpenAI-compatible door: any chat client becomes a client of the CRM."""
