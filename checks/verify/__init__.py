"""Verification apart from the unit tests: is it the model that is played, and always the same one?

    python -m checks.verify [--only NAME ...] [--effort quick|full] [--json FILE]

Each check has a file of its own and returns a `Finding`; docs/explanation/verification.md
says what each looks at and why.
"""
