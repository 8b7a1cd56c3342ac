"""The teacher's kit: hand-outs for a class, made from any scenario, ready to print."""
