"""What marks a directory file, and which version of its tables this program reads."""

SCHEMA_VERSION = 18
"""Stands in `PRAGMA user_version`; raise it with every change of `tables`."""
APPLICATION_ID = 0x656D6E64
"""“emnd” in the file's header: `file` and we ourselves know it by that."""
