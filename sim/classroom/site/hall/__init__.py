"""The pages of a class in several rooms: the lobby, the teacher's dashboard, the common projector."""
