import type { AlterTableCmd, Constraint } from '@pgsql/types'
import { as } from '../ast.ts'
import { type SyntaxFeature, syntax } from './feature.ts'

const command = (subtype: AlterTableCmd['subtype'], feature: Omit<SyntaxFeature, 'node' | 'uses'>): SyntaxFeature =>
  syntax('AlterTableCmd', { ...feature, uses: (content) => content.subtype === subtype })

const isUnique = ({ contype }: Constraint): boolean => contype === 'CONSTR_UNIQUE'

/**
 * What tables, columns and constraints have learnt since PostgreSQL 13. `since` is from the release notes and was tried on
 * servers of each major version from 12 to 18: test/checks/postgres-server/versions.test.ts does it on the one that is installed.
 */
export const TABLE_FEATURES: readonly SyntaxFeature[] = [
  command('AT_DropExpression', {
    name: 'ALTER COLUMN … DROP EXPRESSION',
    since: 13,
    instead: 'Add a plain column, fill it in batches, and drop the generated one.',
  }),
  syntax('PartitionCmd', {
    name: 'DETACH PARTITION … CONCURRENTLY',
    since: 14,
    instead:
      'DETACH PARTITION without CONCURRENTLY, with a short lock_timeout: it holds ACCESS EXCLUSIVE on the parent.',
    uses: ({ concurrent }) => concurrent === true,
  }),
  command('AT_DetachPartitionFinalize', {
    name: 'DETACH PARTITION … FINALIZE',
    since: 14,
    instead: 'Leave it out: without CONCURRENTLY there is nothing to finish.',
  }),
  command('AT_SetCompression', {
    name: 'ALTER COLUMN … SET COMPRESSION',
    since: 14,
    instead: 'Leave it out: older servers have pglz only.',
  }),
  syntax('ColumnDef', {
    name: 'COMPRESSION of a column',
    since: 14,
    instead: 'Leave it out: older servers have pglz only.',
    uses: ({ compression }) => compression !== undefined,
  }),
  command('AT_SetAccessMethod', {
    name: 'SET ACCESS METHOD',
    since: 15,
    instead: 'CREATE TABLE … USING with the access method, and copy the rows in batches.',
  }),
  syntax('Constraint', {
    name: 'UNIQUE NULLS NOT DISTINCT',
    since: 15,
    instead: 'A unique index on the columns, and for the NULLs a second, partial unique index WHERE column IS NULL.',
    uses: (content) => isUnique(content) && content.nulls_not_distinct === true,
  }),
  syntax('IndexStmt', {
    name: 'NULLS NOT DISTINCT of an index',
    since: 15,
    instead: 'A unique index on the columns, and for the NULLs a second, partial unique index WHERE column IS NULL.',
    uses: ({ nulls_not_distinct }) => nulls_not_distinct === true,
  }),
  syntax('Constraint', {
    name: 'ON DELETE SET NULL or SET DEFAULT with a list of columns',
    since: 15,
    instead: 'ON DELETE NO ACTION, and a BEFORE DELETE trigger on the referenced table that sets these columns.',
    uses: ({ fk_del_set_cols = [] }) => fk_del_set_cols.length > 0,
  }),
  syntax('ColumnDef', {
    name: 'STORAGE in a column’s definition',
    since: 16,
    instead: 'ALTER TABLE … ALTER COLUMN … SET STORAGE after the column is made.',
    uses: ({ storage_name }) => storage_name !== undefined,
  }),
  command('AT_SetExpression', {
    name: 'ALTER COLUMN … SET EXPRESSION',
    since: 17,
    instead: 'Add a column with the new expression, switch reads over, and drop the old one.',
  }),
  syntax('AlterTableCmd', {
    name: 'SET STATISTICS DEFAULT',
    since: 17,
    instead: 'SET STATISTICS -1, which means the same.',
    uses: ({ subtype, def }) => subtype === 'AT_SetStatistics' && def === undefined,
  }),
  syntax('AlterTableCmd', {
    name: 'SET ACCESS METHOD DEFAULT',
    since: 17,
    instead: 'Name the access method: SET ACCESS METHOD heap.',
    uses: ({ subtype, name }) => subtype === 'AT_SetAccessMethod' && name === undefined,
  }),
  syntax('Constraint', {
    name: 'A virtual generated column',
    since: 18,
    instead:
      'A view with the expression; or, where the table is small, GENERATED ALWAYS AS (…) STORED, which writes the table anew.',
    uses: ({ contype, generated_kind }) => contype === 'CONSTR_GENERATED' && generated_kind === 'v',
  }),
  syntax('Constraint', {
    name: 'A NOT NULL constraint with columns (NOT NULL … NOT VALID)',
    since: 18,
    instead:
      'ADD CONSTRAINT … CHECK (column IS NOT NULL) NOT VALID, VALIDATE it, then ALTER COLUMN … SET NOT NULL and drop the check.',
    uses: ({ contype, keys = [] }) => contype === 'CONSTR_NOTNULL' && keys.length > 0,
  }),
  syntax('Constraint', {
    name: 'NOT NULL … NO INHERIT',
    since: 18,
    instead: 'CHECK (column IS NOT NULL) NO INHERIT.',
    uses: ({ contype, is_no_inherit }) => contype === 'CONSTR_NOTNULL' && is_no_inherit === true,
  }),
  syntax('Constraint', {
    name: 'NOT ENFORCED',
    since: 18,
    instead: 'NOT VALID leaves the rows that are there unchecked; what must not be checked at all, a comment says.',
    uses: ({ contype, is_enforced }) =>
      (contype === 'CONSTR_CHECK' || contype === 'CONSTR_FOREIGN') && is_enforced !== true,
  }),
  syntax('ATAlterConstraint', {
    name: 'ALTER CONSTRAINT … [NOT] ENFORCED',
    since: 18,
    instead: 'DROP CONSTRAINT, or ADD CONSTRAINT … NOT VALID and VALIDATE.',
    uses: ({ alterEnforceability }) => alterEnforceability === true,
  }),
  syntax('ATAlterConstraint', {
    name: 'ALTER CONSTRAINT … [NO] INHERIT',
    since: 18,
    instead: 'DROP CONSTRAINT and ADD CONSTRAINT in the same transaction.',
    uses: ({ alterInheritability }) => alterInheritability === true,
  }),
  syntax('Constraint', {
    name: 'WITHOUT OVERLAPS',
    since: 18,
    instead: 'EXCLUDE USING gist (id WITH =, period WITH &&), with the extension btree_gist.',
    uses: ({ without_overlaps }) => without_overlaps === true,
  }),
  syntax('Constraint', {
    name: 'A foreign key with PERIOD',
    since: 18,
    instead: 'A trigger that looks for the period.',
    uses: ({ fk_with_period }) => fk_with_period === true,
  }),
  syntax('CreateStmt', {
    name: 'LIKE … INCLUDING COMPRESSION',
    since: 14,
    instead: 'Leave it out: older servers have pglz only.',
    uses: ({ tableElts = [] }) =>
      tableElts.some((element) => {
        const options = as(element, 'TableLikeClause')?.options ?? 0
        return options !== INCLUDING_ALL && (options & INCLUDING_COMPRESSION) !== 0
      }),
  }),
]

/** Bits of TableLikeOption in the server's parsenodes.h. */
const INCLUDING_COMPRESSION = 1 << 1
const INCLUDING_ALL = 0x7f_ff_ff_ff
