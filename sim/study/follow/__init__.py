"""Following a process: the forecast after everything that has happened so far."""
