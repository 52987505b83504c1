"""The bundled data."""
