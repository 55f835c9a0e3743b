"""`ombud`: the command line."""

import gc


def main() -> None:
    """Import what was asked for, and run it. What a start makes stays, so garbage is not looked for until it is over;
    `bot.cli` begins again with that.
    """
    gc.disable()
    from bot.cli import app

    app(prog_name="ombud")


main()
