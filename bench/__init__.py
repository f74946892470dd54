"""Measures this generator beside others on one made-up collection; see README.md here."""
