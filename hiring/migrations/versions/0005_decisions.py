"""What several people say of a job, of a cut score, and of leaving the script."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _said_of_an_opening('job_needs', 'needs')
    _said_of_an_opening('cut_judgements', 'levels')
    op.create_table('script_readings',
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('scenario', sa.String(length=32), nullable=False),
    sa.Column('left', sa.Boolean(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['sitting_id'], ['sittings.id'], name=op.f('fk_script_readings_sitting_id_sittings'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_script_readings_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sitting_id', 'scenario', name=op.f('pk_script_readings'))
    )
    op.create_index(op.f('ix_script_readings_user_id'), 'script_readings', ['user_id'], unique=False)


def downgrade() -> None:
    for table in ('script_readings', 'cut_judgements', 'job_needs'):
        op.drop_index(op.f(f'ix_{table}_user_id'), table_name=table)
        op.drop_table(table)


def _said_of_an_opening(table: str, what: str) -> None:
    """One row for an opening and a person."""
    op.create_table(table,
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column(what, sa.JSON(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['opening_id'], ['openings.id'], name=op.f(f'fk_{table}_opening_id_openings'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f(f'fk_{table}_user_id_users'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('opening_id', 'user_id', name=op.f(f'pk_{table}'))
    )
    op.create_index(op.f(f'ix_{table}_user_id'), table, ['user_id'], unique=False)
