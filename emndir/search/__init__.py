"""Understanding what was typed, finding and ranking services, counting facets."""
