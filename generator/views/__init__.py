"""Corpus in, views out: everything that each page of the site shows, as plain data."""

from generator.views.planning import Plan, plan

__all__ = ["Plan", "plan"]
