"""The language in which its situation was shown is kept with an answer; employers translate their own scenarios."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('responses', sa.Column('shown_in', sa.String(length=5), nullable=True))
    op.create_table('own_translations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('locale', sa.String(length=5), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['scenario_versions.id'], name=op.f('fk_own_translations_version_id_scenario_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_translations'))
    )
    op.create_index(op.f('ix_own_translations_version_id'), 'own_translations', ['version_id'], unique=False)
    op.create_table('translations_of_assessments',
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('translation_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessments.id'], name=op.f('fk_translations_of_assessments_assessment_id_assessments'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['translation_id'], ['own_translations.id'], name=op.f('fk_translations_of_assessments_translation_id_own_translations')),
    sa.PrimaryKeyConstraint('assessment_id', 'translation_id', name=op.f('pk_translations_of_assessments'))
    )


def downgrade() -> None:
    op.drop_table('translations_of_assessments')
    op.drop_index(op.f('ix_own_translations_version_id'), table_name='own_translations')
    op.drop_table('own_translations')
    op.drop_column('responses', 'shown_in')
