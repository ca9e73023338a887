"""Snippets of generated code that more than one member of the bridge or handler shares. See `registry` for the form of the files beside this."""
