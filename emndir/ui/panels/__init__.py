"""Parts of the window, made of widgets and driven by one view-model each."""
