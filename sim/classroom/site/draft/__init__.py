"""The draft desk: change a text paragraph by paragraph, see what the room would do, find a package."""
