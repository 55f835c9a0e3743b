"""Questions that no clause answers, counted without their askers; who wants to hear more; and whether clauses helped"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('gap',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('most', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('number', name='gap_number'),
    sqlite_with_rowid=False
    )
    op.create_table('gap_asker',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('gap', sa.Text(), nullable=False),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('box', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('key'),
    sqlite_with_rowid=False
    )
    op.create_index('gap_asker_gap', 'gap_asker', ['gap'])
    op.create_table('tell',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('key'),
    sqlite_with_rowid=False
    )
    op.create_index('tell_about', 'tell', ['about'])
    op.create_table('clause_vote',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('clause', sa.Text(), nullable=False),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('key'),
    sqlite_with_rowid=False
    )
    op.create_index('clause_vote_clause', 'clause_vote', ['clause', 'period'])


def downgrade() -> None:
    op.drop_index('clause_vote_clause', table_name='clause_vote')
    op.drop_table('clause_vote')
    op.drop_index('tell_about', table_name='tell')
    op.drop_table('tell')
    op.drop_index('gap_asker_gap', table_name='gap_asker')
    op.drop_table('gap_asker')
    op.drop_table('gap')
