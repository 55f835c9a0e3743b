"""Receipt codes as people copy, write down and type them: 100 bits in Crockford's base 32, and a check character."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
_MISREAD = str.maketrans("OIL", "011")


def to_code(secret: bytes) -> str:
    """A code over the first 100 bits of a secret (at least 13 bytes), in groups of four and a last one of five."""
    number = int.from_bytes(secret[:13], "big") >> 4
    signs = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return _grouped(signs + _check(signs))


def read_code(typed: str) -> str | None:
    """The code that somebody typed, whatever case, dashes and spaces, with look-alikes read as digits. None where it
    cannot be one, for instance because a character is wrong.
    """
    signs = "".join(typed.replace("-", " ").split()).upper().translate(_MISREAD)
    if len(signs) != LENGTH + 1 or any(sign not in ALPHABET for sign in signs):
        return None
    return _grouped(signs) if _check(signs[:LENGTH]) == signs[LENGTH] else None


def _check(signs: str) -> str:
    """A sum in which every place weighs differently: 31 is prime, so a wrong sign or two swapped are mostly seen."""
    return ALPHABET[sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, start=1)) % 31]


def _grouped(signs: str) -> str:
    return "-".join((signs[0:5], signs[5:10], signs[10:15], signs[15:]))
