"""emndir: a desktop directory of local cancer services."""

__version__ = "0.1.0"
