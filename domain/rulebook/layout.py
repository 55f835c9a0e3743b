"""Where the files of a rulebook lie within its folder."""

SETTINGS = "rulebook.yml"
MATRIX, LADDER, SCENARIOS, NORMS = "matrix.yml", "ladder.yml", "scenarios.yml", "norms.yml"
TRANSLATED = (SETTINGS, MATRIX, LADDER)  # what is translated file by file, beside clauses


def translated_file(language: str, name: str) -> str:
    """Where the translation of one of them lies."""
    return f"translations/{language}/{name}"
