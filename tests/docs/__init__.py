"""What the documents tell a reader to type, read and tried as a reader would."""
