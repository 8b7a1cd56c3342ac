"""An assignment over days: everybody plays alone on the teacher's server, by a link, until the deadline."""
