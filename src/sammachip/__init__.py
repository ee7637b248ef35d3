"""Sammachip runs community-development programmes, from the official letter to the proof that people earn more."""
