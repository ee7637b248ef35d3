"""Rules that would be true on paper: no Django, no clock, no files, no settings."""
