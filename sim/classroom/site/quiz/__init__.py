"""The pages of the quiz before and after: for students, and for the teacher."""
