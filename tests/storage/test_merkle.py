"""The tree is RFC 6962's, and a proof leads to its root from one place only."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from storage.merkle import grow, inclusion_proofs, leaf_hash, node_hash, root, root_from_proof

TREES = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, as it is written."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(naive_root(leaves[:split]), naive_root(leaves[split:]))


def naive_path(place: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962 section 2.1.1, as it is written."""
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if place < split:
        return [*naive_path(place, leaves[:split]), naive_root(leaves[split:])]
    return [*naive_path(place - split, leaves[split:]), naive_root(leaves[:split])]


@given(st.lists(st.binary(max_size=8), max_size=40), st.integers(0, 40))
def test_the_frontier_has_the_root_of_the_rfc(leaves: list[bytes], cut: int) -> None:
    frontier = grow(grow([], map(leaf_hash, leaves[:cut])), map(leaf_hash, leaves[cut:]))
    assert root(frontier) == naive_root(leaves)


@given(TREES)
def test_proofs_are_the_paths_of_the_rfc_and_lead_to_its_root(leaves: list[bytes]) -> None:
    hashes, size = [leaf_hash(leaf) for leaf in leaves], len(leaves)
    proofs = inclusion_proofs(hashes, range(size))
    assert proofs == [naive_path(place, leaves) for place in range(size)]
    for place, (leaf, proof) in enumerate(zip(hashes, proofs, strict=True)):
        assert root_from_proof(leaf, place, size, proof) == naive_root(leaves)


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40, unique=True), st.data())
def test_a_proof_of_another_place_length_or_leaf_leads_elsewhere(leaves: list[bytes], data: st.DataObject) -> None:
    hashes, size = [leaf_hash(leaf) for leaf in leaves], len(leaves)
    place = data.draw(st.integers(0, size - 1))
    [proof] = inclusion_proofs(hashes, [place])
    wrong = [root_from_proof(hashes[place], other, size, proof) for other in range(-1, size + 2) if other != place]
    wrong += [root_from_proof(leaf_hash(b"longer than any"), place, size, proof)]
    wrong += [root_from_proof(hashes[place], place, size, [*proof, hashes[0]])]
    wrong += [root_from_proof(hashes[place], place, size, proof[:-1])] if proof else []
    assert naive_root(leaves) not in wrong
