"""Choice: what belongs beside what for one person; never a ranking of quality."""
