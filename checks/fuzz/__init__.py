"""Files, folders, options and messages that nobody would write: whatever comes, a user sees no traceback.

Each test states what must hold, over strategies of hypothesis; ``python -m checks.fuzz`` looks longer.
"""
