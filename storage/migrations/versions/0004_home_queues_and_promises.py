"""What lists need of a case, promises kept and broken, a reporter's own cases, and who looks at their Home"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

# Rows of before are filled from the record; see `desk/projections.py`.


def upgrade() -> None:
    op.add_column('case_row', sa.Column('next_due', sa.BigInteger(), nullable=True))
    op.add_column('case_row', sa.Column('waits_for', sa.Text(), server_default='[]', nullable=False))
    op.create_index('case_open_due', 'case_row', ['next_due', 'number'], unique=False,
    sqlite_where=sa.text('next_due IS NOT NULL'),
    postgresql_where=sa.text('next_due IS NOT NULL'))
    op.create_table('promise_row',
    sa.Column('case_number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('clock', sa.Text(), nullable=False),
    sa.Column('severity', sa.Text(), nullable=False),
    sa.Column('goal', sa.BigInteger(), nullable=False),
    sa.Column('settled_at', sa.BigInteger(), nullable=False),
    sa.Column('kept', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('case_number', 'version', 'clock')
    )
    op.create_index('promise_settled', 'promise_row', ['settled_at'], unique=False)
    op.create_table('reporter',
    sa.Column('hash', sa.Text(), nullable=False),
    sa.Column('case_number', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('hash')
    )
    op.create_index('reporter_case', 'reporter', ['case_number'], unique=False)
    op.create_table('home',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('opened_at', sa.BigInteger(), nullable=False),
    sa.Column('drawn_at', sa.BigInteger(), nullable=True),
    sa.Column('digest', sa.Text(), nullable=True),
    sa.Column('slack_hash', sa.Text(), nullable=True),
    sa.Column('reports_page', sa.Integer(), nullable=False),
    sa.Column('queue_page', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key')
    )
    op.create_index('home_opened', 'home', ['opened_at'], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM delivery WHERE stream = 'home'")
    op.execute("DELETE FROM vault_entry WHERE stream = 'home'")
    op.execute("DELETE FROM vault_key WHERE stream = 'home'")
    op.drop_index('home_opened', table_name='home')
    op.drop_table('home')
    op.drop_index('reporter_case', table_name='reporter')
    op.drop_table('reporter')
    op.drop_index('promise_settled', table_name='promise_row')
    op.drop_table('promise_row')
    op.drop_index('case_open_due', table_name='case_row')
    op.drop_column('case_row', 'waits_for')
    op.drop_column('case_row', 'next_due')
