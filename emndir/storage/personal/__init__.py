"""Files that belong to the user: no update ever touches them."""
