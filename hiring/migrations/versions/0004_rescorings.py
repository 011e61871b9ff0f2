"""What people are held against is kept with the run; scores may rest on another's ratings; rescorings are kept."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

def upgrade() -> None:
    op.add_column('runs', sa.Column('parameters', sa.JSON(none_as_null=True), nullable=True))
    # Without foreign keys: SQLite could not take such columns away again without losing what refers to their tables.
    op.add_column('scores', sa.Column('rests_on_id', sa.Integer(), nullable=True))
    op.add_column('pools', sa.Column('run_id', sa.Integer(), nullable=True))
    op.create_table('rescorings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=True),
    sa.Column('why', sa.String(length=500), nullable=False),
    sa.Column('actor', sa.String(length=300), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('told', sa.Text(), nullable=False),
    sa.Column('moved', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['opening_id'], ['openings.id'], name=op.f('fk_rescorings_opening_id_openings'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['run_id'], ['runs.id'], name=op.f('fk_rescorings_run_id_runs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rescorings'))
    )
    op.create_index(op.f('ix_rescorings_opening_id'), 'rescorings', ['opening_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_rescorings_opening_id'), table_name='rescorings')
    op.drop_table('rescorings')
    # What was estimated against a pool has no place before: back to the score whose ratings it used.
    op.execute(
        "UPDATE posteriors SET run_id = (SELECT min(base.run_id) FROM scores AS own JOIN scores AS base "
        "ON base.id = own.rests_on_id WHERE own.sitting_id = posteriors.sitting_id AND own.run_id = posteriors.run_id) "
        "WHERE EXISTS (SELECT 1 FROM scores WHERE scores.sitting_id = posteriors.sitting_id "
        "AND scores.run_id = posteriors.run_id AND scores.rests_on_id IS NOT NULL)"
    )
    op.execute("DELETE FROM scores WHERE rests_on_id IS NOT NULL")
    op.drop_column('pools', 'run_id')
    op.drop_column('scores', 'rests_on_id')
    op.drop_column('runs', 'parameters')
