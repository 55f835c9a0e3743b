"""Where something broke, without the words of whoever it broke for."""

import traceback


def where(error: BaseException) -> str:
    """The kind of an error and the lines of code it passed through. Its message is left out: it may quote people."""
    return "\n".join([type(error).__name__, *map(str.rstrip, traceback.format_tb(error.__traceback__))])
