"""Where the files that come with Ombud lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "rulebooks" / "starter"
MANIFEST = ROOT / "manifest.yml"
