"""The only floor that maps tables: text, directory file, personal files."""
