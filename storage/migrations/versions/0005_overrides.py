"""Who stands in on call, as planned in Slack"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('override_row',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('rotation', sa.Text(), nullable=False),
    sa.Column('rung', sa.Text(), nullable=False),
    sa.Column('person', sa.Text(), nullable=False),
    sa.Column('starts', sa.BigInteger(), nullable=False),
    sa.Column('ends', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('number')
    )
    op.create_index('override_row_ends', 'override_row', ['ends'], unique=False)


def downgrade() -> None:
    op.drop_index('override_row_ends', table_name='override_row')
    op.drop_table('override_row')
