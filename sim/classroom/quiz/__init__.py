"""Before and after: a quiz on the same concepts before and after the lesson, with anonymous pairs."""
