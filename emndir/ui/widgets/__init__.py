"""Small widgets that know nothing of searching or storing."""
