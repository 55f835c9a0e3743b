"""A forked bot is a bot: it ends as one, says what one says, and knows the environment that it was given alone."""

import signal
from pathlib import Path

from bot.practice import KEYS, free_port
from storage.vault import new_master_key
from tests.forked import Forked, serve_forked


async def started(room: Path, **more: str) -> Forked:
    env = {"OMBUD_DATABASE_URL": f"sqlite:///{room}/ombud.db", "OMBUD_RANKING": "lexical", "OMBUD_PORT": "0"}
    return await serve_forked({**env, **more}, room / "bot.log")


async def test_without_keys_it_ends_and_says_why(tmp_path: Path) -> None:
    bot = await started(tmp_path)
    assert await bot.wait() == 2
    assert "SLACK_SIGNING_SECRET" in (tmp_path / "bot.log").read_text()


async def test_killed_it_is_gone_and_so_is_the_way_to_it(tmp_path: Path) -> None:
    more = {
        "OMBUD_MASTER_KEY": new_master_key(),
        "OMBUD_PORT": str(free_port()),
        "OMBUD_SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/",  # nobody is there; it tries for a while
        "SLACK_BOT_TOKEN": KEYS["bot_token"],
        "SLACK_SIGNING_SECRET": KEYS["signing_secret"],
    }
    bot = await started(tmp_path, **more)
    assert bot.returncode is None
    bot.send_signal(signal.SIGKILL)
    assert await bot.wait() == -signal.SIGKILL
    bot.send_signal(signal.SIGKILL)  # to nobody
    assert bot.returncode == -signal.SIGKILL
