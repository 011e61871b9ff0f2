"""What the employer values, each time somebody saved it."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('value_statements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stated', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_value_statements'))
    )


def downgrade() -> None:
    op.drop_table('value_statements')
