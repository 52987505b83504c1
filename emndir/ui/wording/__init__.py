"""Words of the detail pane: from domain values and today's date to what is shown."""
