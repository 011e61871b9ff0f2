"""The language in which its situation was shown is kept with an answer."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('responses', sa.Column('shown_in', sa.String(length=5), nullable=True))


def downgrade() -> None:
    op.drop_column('responses', 'shown_in')
