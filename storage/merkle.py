"""A Merkle tree over leaves in order, as RFC 6962 section 2.1 hashes it, kept as its frontier."""

import hashlib
from collections.abc import Iterable

Frontier = list[tuple[int, bytes]]


def leaf_hash(leaf: bytes) -> bytes:
    """`SHA-256(0x00 || leaf)`."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """`SHA-256(0x01 || left || right)`."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def grow(frontier: Frontier, leaves: Iterable[bytes]) -> Frontier:
    """The frontier (perfect subtrees as (size, root), largest first) after more leaf hashes."""
    grown = list(frontier)
    for leaf in leaves:
        grown.append((1, leaf))
        while len(grown) > 1 and grown[-2][0] == grown[-1][0]:
            right, left = grown.pop(), grown.pop()
            grown.append((left[0] * 2, node_hash(left[1], right[1])))
    return grown


def root(frontier: Frontier) -> bytes:
    """The root over everything in a frontier; the empty tree's is `SHA-256("")`."""
    if not frontier:
        return hashlib.sha256(b"").digest()
    digest = frontier[-1][1]
    for _, left in reversed(frontier[:-1]):
        digest = node_hash(left, digest)
    return digest
