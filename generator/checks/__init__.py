"""The rules that content must keep, one module for each kind of thing that is checked."""
