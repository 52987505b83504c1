"""Where things are: postcodes, places, the national grid, miles and outlines."""
