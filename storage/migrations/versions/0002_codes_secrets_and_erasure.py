"""Receipt codes, wrapped secrets, seen events, messages that carry text, and how a case was reported"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('seen',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('done', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('key')
    )
    op.create_table('code',
    sa.Column('hash', sa.Text(), nullable=False),
    sa.Column('case_number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('hash')
    )
    op.create_table('secret',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('wrapped', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('name')
    )
    op.add_column('delivery', sa.Column('carries_text', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index('delivery_message', 'delivery', ['channel', 'ts'], unique=False)
    op.add_column('case_row', sa.Column('mode', sa.Text(), server_default='by_name', nullable=False))
    op.add_column('case_row', sa.Column('on_hold', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('case_row', sa.Column('erased_at', sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column('case_row', 'erased_at')
    op.drop_column('case_row', 'on_hold')
    op.drop_column('case_row', 'mode')
    op.drop_index('delivery_message', table_name='delivery')
    op.drop_column('delivery', 'carries_text')
    op.drop_table('secret')
    op.drop_table('code')
    op.drop_table('seen')
