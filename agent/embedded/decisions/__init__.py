"""From readings to a decision: judged, checked for what it would drop, offered."""
