"""The generators measured beside this one: their input from the same content, and their templates."""
