"""Findings in, alarms and explanations out."""
