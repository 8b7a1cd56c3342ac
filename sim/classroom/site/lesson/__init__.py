"""The pages of a class: students, the teacher and the projector, and who may do what there."""
