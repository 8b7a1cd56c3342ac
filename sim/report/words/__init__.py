"""Words that several documents use."""
