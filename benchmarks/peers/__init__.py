"""The same eleven supports, written for other rule engines."""
