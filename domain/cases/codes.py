"""Receipt codes: how they are written, and what people may have made of them when they copied one by hand."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
BITS = 100
_DIGITS = BITS // 5
_CUTS = (4, 8, 12, 16)
_MISREAD = str.maketrans("OIL", "011")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212`"
_REDUCTION = 0b100101  # x^5 + x^2 + 1, a primitive polynomial over two elements


def code_of(number: int) -> str:
    """A number below 2**100 as a code, with a check character at its end. Raises ValueError."""
    if not 0 <= number < 1 << BITS:
        raise ValueError(f"a code holds {BITS} bits")
    digits = [number >> shift & 31 for shift in range(BITS - 5, -5, -5)]
    return _grouped(digits)


def read_code(text: str) -> str | None:
    """A code as it was given out, from what a person typed: lower case, other dashes or none, spaces, O for 0 and
    I or L for 1 are forgiven. None where it is no code: a wrong or swapped character is always seen.
    """
    plain = "".join(sign for sign in text if not sign.isspace() and sign not in _DASHES).upper().translate(_MISREAD)
    if len(plain) != _DIGITS + 1 or any(sign not in ALPHABET for sign in plain):
        return None
    written = [ALPHABET.index(sign) for sign in plain]
    return _grouped(written[:-1]) if _check(written[:-1]) == written[-1] else None


def _grouped(digits: list[int]) -> str:
    plain = "".join(ALPHABET[digit] for digit in [*digits, _check(digits)])
    return "-".join(plain[start:end] for start, end in zip((0, *_CUTS), (*_CUTS, None), strict=True))


def _check(digits: list[int]) -> int:
    """A sum over the field of 32 elements in which every place has its own weight."""
    total = 0
    for digit in digits:
        total = _times_x(total ^ digit)
    return total


def _times_x(element: int) -> int:
    shifted = element << 1
    return shifted ^ _REDUCTION if shifted & 32 else shifted
