"""A lesson's Markdown becomes what Discord can show; what Discord knows stays as it was written."""


def shown(body: str) -> str:
    """The body as Discord shows it best."""
    return body
