"""Posteriors and composites in columns, the pool of an opening with its weights and their history.

What was scored before is carried over under equal weights.
"""

import hashlib
import json
import math
from itertools import islice

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

BATCH = 500
TRAITS = ('warmth', 'anticipatory', 'optimistic', 'empathic', 'conscientious', 'good_listener')
PAIRS = [(i, j) for i in range(6) for j in range(i, 6)]
MEANS = [f'mean_{trait}' for trait in TRAITS]
COVARIANCES = [f'cov_{TRAITS[i]}_{TRAITS[j]}' for i, j in PAIRS]

LATEST = """
SELECT candidates.opening_id, candidates.code, scores.sitting_id, scores.run_id, CAST(scores.estimate AS TEXT) AS estimate
FROM scores
JOIN sittings ON sittings.id = scores.sitting_id
JOIN candidates ON candidates.id = sittings.candidate_id
WHERE scores.id IN (SELECT max(id) FROM scores GROUP BY sitting_id)
ORDER BY scores.id
"""
FILL_POOLS = """
INSERT INTO pools (opening_id, version, people, settled, bands, runs)
SELECT opening_id, 1, count(*), -1, '[]', '[]' FROM posteriors GROUP BY opening_id
"""
# Deletions come from many places, also from the database's own cascades; the pool notices all of them.
NOTICE = {
    'sqlite': ["""
CREATE TRIGGER posteriors_left AFTER DELETE ON posteriors BEGIN
  UPDATE pools SET version = version + 1, people = people - 1 WHERE opening_id = OLD.opening_id;
END"""],
    'postgresql': ["""
CREATE FUNCTION posteriors_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE pools SET version = version + 1, people = people - 1 WHERE opening_id = OLD.opening_id;
  RETURN NULL;
END $$""", """
CREATE TRIGGER posteriors_left AFTER DELETE ON posteriors FOR EACH ROW EXECUTE FUNCTION posteriors_left()"""],
}
FORGET = {
    'sqlite': ["DROP TRIGGER posteriors_left"],
    'postgresql': ["DROP TRIGGER posteriors_left ON posteriors", "DROP FUNCTION posteriors_left"],
}


def upgrade() -> None:
    op.create_table('weightings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('weights', sa.JSON(), nullable=False),
    sa.Column('why', sa.String(length=500), nullable=False),
    sa.Column('actor', sa.String(length=300), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['opening_id'], ['openings.id'], name=op.f('fk_weightings_opening_id_openings'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_weightings'))
    )
    op.create_index(op.f('ix_weightings_opening_id'), 'weightings', ['opening_id'], unique=False)
    op.create_table('pools',
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('weights', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('settled', sa.BigInteger(), nullable=False),
    sa.Column('bands', sa.JSON(), nullable=False),
    sa.Column('runs', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['opening_id'], ['openings.id'], name=op.f('fk_pools_opening_id_openings'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('opening_id', name=op.f('pk_pools'))
    )
    posteriors = op.create_table('posteriors',
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('band', sa.Integer(), nullable=False),
    sa.Column('shuffle', sa.BigInteger(), nullable=False),
    sa.Column('mean', sa.Double(), nullable=False),
    sa.Column('variance', sa.Double(), nullable=False),
    *(sa.Column(name, sa.Double(), nullable=False) for name in (*MEANS, *COVARIANCES)),
    sa.ForeignKeyConstraint(['opening_id'], ['openings.id'], name=op.f('fk_posteriors_opening_id_openings'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['run_id'], ['runs.id'], name=op.f('fk_posteriors_run_id_runs')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sittings.id'], name=op.f('fk_posteriors_sitting_id_sittings'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('opening_id', 'sitting_id', name=op.f('pk_posteriors'), postgresql_include=['shuffle', *MEANS, *COVARIANCES]),
    sa.UniqueConstraint('sitting_id', name=op.f('uq_posteriors_sitting_id')),
    sqlite_with_rowid=False,
    )
    op.create_index('ix_posteriors_order', 'posteriors', ['opening_id', 'band', 'shuffle', 'sitting_id'], unique=False, postgresql_include=['mean', 'variance', 'run_id'])
    _carry_over(posteriors)
    op.execute(FILL_POOLS)
    for statement in NOTICE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in FORGET[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_table('posteriors')
    op.drop_table('pools')
    op.drop_index(op.f('ix_weightings_opening_id'), table_name='weightings')
    op.drop_table('weightings')


def _carry_over(posteriors: sa.Table) -> None:
    """Latest scores become rows, some at a time; a score without an estimate has nothing to carry."""
    found = iter(op.get_bind().execute(sa.text(LATEST)).all())
    while batch := list(islice(found, BATCH)):
        read = [(row, json.loads(row.estimate)) for row in batch]
        rows = [_row(row, estimate) for row, estimate in read if 'mean' in estimate]
        if rows:
            op.bulk_insert(posteriors, rows)


def _row(row: sa.Row, estimate: dict) -> dict:
    means = [estimate['mean'][trait] for trait in TRAITS]
    covariance = estimate['covariance']
    equal = 1 / 6
    return {
        'opening_id': row.opening_id,
        'sitting_id': row.sitting_id,
        'run_id': row.run_id,
        'band': 0,
        'shuffle': int(hashlib.sha256(row.code.encode()).hexdigest()[:14], 16),
        'mean': math.fsum(equal * level for level in means),
        'variance': math.fsum(equal * equal * covariance[i][j] for i in range(6) for j in range(6)),
        **dict(zip(MEANS, means)),
        **{name: covariance[i][j] for name, (i, j) in zip(COVARIANCES, PAIRS)},
    }
