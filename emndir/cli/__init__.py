"""The command line: parse, call, print. The window is opened from here, lazily."""
