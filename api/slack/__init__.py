"""Slack: mentions, direct messages, assistant threads and the command /crm."""
