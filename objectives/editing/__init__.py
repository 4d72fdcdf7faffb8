"""What drafting and changing share: the definition of a key result, the limits, the history, the log."""
