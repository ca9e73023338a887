"""Reads the user's app from disk: files, package.json, pages, aliases, entries. Never runs it, never writes, never leaves its folder."""
