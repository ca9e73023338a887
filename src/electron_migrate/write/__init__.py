"""The only part of the tool that writes the user's app: all of a change group or nothing, and back again."""
