"""What is learned from people's ratings, and which runs used it; what a rating keeps beside its level."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('trainings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('structure_hash', sa.String(length=64), nullable=False),
    sa.Column('trait', sa.String(length=20), nullable=False),
    sa.Column('usable', sa.Boolean(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('weights', sa.LargeBinary(), nullable=False),
    sa.Column('weights_hash', sa.String(length=64), nullable=False),
    sa.Column('ratings_hash', sa.String(length=64), nullable=False),
    sa.Column('actor', sa.String(length=300), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trainings'))
    )
    op.create_index('ix_trainings_structure_hash_trait', 'trainings', ['structure_hash', 'trait'], unique=False)
    op.create_table('trainings_of_runs',
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('training_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['run_id'], ['runs.id'], name=op.f('fk_trainings_of_runs_run_id_runs'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['training_id'], ['trainings.id'], name=op.f('fk_trainings_of_runs_training_id_trainings')),
    sa.PrimaryKeyConstraint('run_id', 'training_id', name=op.f('pk_trainings_of_runs'))
    )
    op.add_column('ratings', sa.Column('look', sa.Text(), nullable=False, server_default=''))
    op.add_column('ratings', sa.Column('beside', sa.JSON(), nullable=False, server_default='[]'))


def downgrade() -> None:
    with op.batch_alter_table('ratings', schema=None) as batch_op:
        batch_op.drop_column('beside')
        batch_op.drop_column('look')

    op.drop_table('trainings_of_runs')
    op.drop_index('ix_trainings_structure_hash_trait', table_name='trainings')
    op.drop_table('trainings')
