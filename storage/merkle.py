"""A Merkle tree over leaves in order, as RFC 6962 section 2.1 hashes it: its frontier, its root, and its proofs."""

import hashlib
from collections.abc import Iterable, Sequence

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


def inclusion_proofs(leaves: Sequence[bytes], indexes: Iterable[int]) -> list[list[bytes]]:
    """The audit paths (RFC 6962 section 2.1.1, nearest first) of some leaf hashes in the tree over all of them."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = [node_hash(left, right) for left, right in zip(below[::2], below[1::2], strict=False)]
        levels.append([*pairs, below[-1]] if len(below) % 2 else pairs)
    return [_path(levels, index) for index in indexes]


def _path(levels: Sequence[Sequence[bytes]], index: int) -> list[bytes]:
    beside = [(level, (index >> height) ^ 1) for height, level in enumerate(levels)]
    return [level[sibling] for level, sibling in beside[:-1] if sibling < len(level)]


def root_from_proof(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that a proof leads to, or None where it cannot be the path of that leaf in a tree of that size."""
    if not 0 <= index < size or (size == 1 and proof) or (size > 1 and not proof):
        return None
    if size == 1:
        return leaf
    split = 1 << (size - 1).bit_length() - 1
    below, beside = proof[:-1], proof[-1]
    if index < split:
        left = root_from_proof(leaf, index, split, below)
        return None if left is None else node_hash(left, beside)
    right = root_from_proof(leaf, index - split, size - split, below)
    return None if right is None else node_hash(beside, right)
