"""The site: what people see in a browser; every rule stands elsewhere.

This folder is the server that all pages share: requests, channels, limits, scripts. `lesson` is the class and
`explorer` the explorer; neither knows the other.
"""
