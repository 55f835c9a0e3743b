"""Words that say nothing of what a question is about, by language."""

from bm25s.stopwords import STOPWORDS_FRENCH, STOPWORDS_GERMAN, STOPWORDS_SPANISH

# Beside the grammar's words: those of asking about rules ("may", "allowed", "policy"), which every question holds.
_ENGLISH = """
    a about above after again all also am an and any anybody anyone are as ask at be because been before being
    but by can can't cannot could did do does doing don't for from get gets getting go had has have having he
    her here him his how i i'd i'm i've if in into is isn't it its it's just let like many may me might more
    most much must my need no not of often on one only or other our out over own please policy rule rules s same
    shall she should so some someone such t tell than that that's the their them then there these they thing
    things this those to too under until up us use used using very want was we were what what's when where
    whether which while who whom why will with would yes you your ok okay allowed allow permitted permit
    forbidden prohibited happen happens put give make
    many much often
"""
_GERMAN = """
    darf dürfen darfst erlaubt verboten kann können kannst muss müssen soll sollen möchte will gibt regel regeln bitte
    jemand jemanden etwas
"""
_SPANISH = """
    puedo puede podemos pueden debo debe deben permitido prohibido se si regla reglas política hacer quiero
"""
_FRENCH = """
    puis peut peux pouvons peuvent dois doit autorisé interdit permis règle règles politique faire veux faut
"""
STOP = {
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(STOPWORDS_GERMAN) | frozenset(_GERMAN.split()),
    "es": frozenset(STOPWORDS_SPANISH) | frozenset(_SPANISH.split()),
    "fr": frozenset(STOPWORDS_FRENCH) | frozenset(_FRENCH.split()),
    "ja": frozenset(),
}
