"""Which language a text is in, guessed from its letters and small words; English where nothing says otherwise."""

import re

_KANA_OR_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
# Small words that one of these languages has and the others lack.
_TELLING = {
    "en": """the and is are may can my do does what how who when with for of to in our we i it this that if was be or
        have has from on at by an not should must where which you your someone""",
    "de": """der die das und ist sind ich wir darf dürfen kann können muss müssen wie was wer wo wann mit für von zu
        im den dem ein eine einen meine mein nicht oder wenn auf welche bei werden wird sich""",
    "es": """el los las y es son yo puedo puede podemos debo qué cómo quién dónde cuándo con para del al mi mis una
        unos no se si lo por cuál cuánto nos hay tengo está""",
    "fr": """le les et est sont je nous puis peut doit dois quoi comment qui où quand avec pour du des au mon ma mes
        une ne pas si que dans sur quel quelle ai il elle on faut""",
}
_WORDS = {language: frozenset(words.split()) for language, words in _TELLING.items()}
_MARKS = {"de": re.compile(r"[äöüß]"), "es": re.compile(r"[ñ¿¡]"), "fr": re.compile(r"[çœêèàùû]|\b[cdjlnqs]['’]")}
_ELISION = re.compile(r"\b(?:c|d|j|l|n|qu|s|m|t)['’](?=\w)", re.IGNORECASE)
MOST = 2000  # characters that are looked at


def language_of(text: str) -> str:
    """One of en, de, es, fr, ja."""
    points = _points(text)
    return max(points, key=lambda language: (points[language], language == "en"))


def languages_of(text: str) -> tuple[str, ...]:
    """Every language that a text may be in; all of them where nothing tells."""
    points = _points(text)
    return tuple(language for language, many in points.items() if many == max(points.values()))


def _points(text: str) -> dict[str, int]:
    said = text[:MOST].lower()
    if len(_KANA_OR_HAN.findall(said)) * 3 > len(said.strip()):
        return {"ja": 1}
    words = _WORD.findall(_ELISION.sub(" ", said))
    points = {language: sum(word in known for word in words) for language, known in _WORDS.items()}
    for language, mark in _MARKS.items():
        points[language] += len(mark.findall(said))
    return points
