"""One screen's questions and state each, as QObjects without widgets."""
