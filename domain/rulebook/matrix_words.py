"""What people read of the matrix, in another language: titles of values, controls, and why a row rules as it does.

They lie at `translations/<lang>/matrix.yml`: see `table_words`. `why` goes by the order of the rows that have one.
"""

from dataclasses import replace

from domain.rulebook.clauses import TranslatedMatrix
from domain.rulebook.layout import MATRIX
from domain.rulebook.matrix import AXES, Matrix
from domain.rulebook.placed import Placed
from domain.rulebook.table_words import TableWords, lines_in, retitled, reworded, texts_in


def words_of_matrix(matrix: Matrix) -> TableWords:
    """Every text of it; rows that do not say why are left out."""
    sections = {axis.name: {value: axis.title(value) for value in axis.values} for axis in matrix.axes}
    return TableWords(MATRIX, sections | {"controls": dict(matrix.controls)}, _whys(matrix))


def read_matrix(read: Placed) -> TranslatedMatrix:
    """What a translation says, as far as it can be read. One without a word says nothing, so that a file to begin with
    is not taken for a translation.
    """
    titles = {name: said for name in AXES if (said := texts_in(read.content.get(name)))}
    controls, why = texts_in(read.content.get("controls")), lines_in(read.content.get("why"))
    if not (titles or controls or any(why)):
        return TranslatedMatrix()
    return TranslatedMatrix(str(read.content.get("source") or ""), titles, controls, why)


def worded_matrix(matrix: Matrix, made: TranslatedMatrix) -> Matrix:
    """The matrix in the words of a translation, and in the source's where it has none."""
    axes = tuple(retitled(axis, made.titles.get(axis.name, {})) for axis in matrix.axes)
    source = _whys(matrix)
    told = iter(made.why if len(made.why) == len(source) else source)
    rows = tuple(replace(row, why=next(told) or row.why) if row.why else row for row in matrix.rows)
    return Matrix(axes, rows, reworded(matrix.controls, made.controls))


def _whys(matrix: Matrix) -> tuple[str, ...]:
    return tuple(row.why for row in matrix.rows if row.why)
