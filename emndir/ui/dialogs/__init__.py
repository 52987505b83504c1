"""The few things that are asked or shown in a box of their own."""
