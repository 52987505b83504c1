"""What fills the window: search, compare, hand-out, settings."""
