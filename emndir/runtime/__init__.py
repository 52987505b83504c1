"""The cellar: where files are, what the user prefers, what is logged. Imports nothing of emndir."""
