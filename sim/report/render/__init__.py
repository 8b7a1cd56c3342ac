"""Renderers: one document as a terminal page, as Markdown and as HTML. They know nothing of studies."""
