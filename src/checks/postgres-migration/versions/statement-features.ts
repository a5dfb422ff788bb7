import type { Node } from '@pgsql/types'
import { allOf, find, words } from '../ast.ts'
import { type SyntaxFeature, syntax } from './feature.ts'

const hasOption = (options: readonly Node[] | undefined, name: string): boolean =>
  allOf(options, 'DefElem').some(({ defname }) => defname === name)

/** What statements other than those on tables have learnt since PostgreSQL 13; see `table-features.ts` on `since`. */
export const STATEMENT_FEATURES: readonly SyntaxFeature[] = [
  syntax('SelectStmt', {
    name: 'FETCH FIRST … WITH TIES',
    since: 13,
    instead: 'A subquery with rank() over the same order, and WHERE rank <= n.',
    uses: ({ limitOption }) => limitOption === 'LIMIT_OPTION_WITH_TIES',
  }),
  syntax('DropdbStmt', {
    name: 'DROP DATABASE … WITH (FORCE)',
    since: 13,
    instead: 'pg_terminate_backend() for its sessions, then DROP DATABASE.',
    uses: ({ options }) => hasOption(options, 'force'),
  }),
  syntax('AlterTypeStmt', {
    name: 'ALTER TYPE … SET (…)',
    since: 13,
    instead: 'Make the type with these properties from the start.',
  }),
  syntax('AlterStatsStmt', {
    name: 'ALTER STATISTICS … SET STATISTICS',
    since: 13,
    instead: 'ALTER TABLE … ALTER COLUMN … SET STATISTICS for its columns.',
  }),
  syntax('VacuumStmt', {
    name: 'VACUUM (PARALLEL)',
    since: 13,
    instead: 'Leave the option out.',
    uses: ({ options }) => hasOption(options, 'parallel'),
  }),
  syntax('IndexElem', {
    name: 'Parameters of an operator class',
    since: 13,
    instead: 'Leave them out: the operator class then has its fixed values.',
    uses: ({ opclassopts = [] }) => opclassopts.length > 0,
  }),
  syntax('RenameStmt', {
    name: 'ALTER VIEW … RENAME COLUMN',
    since: 13,
    instead: 'ALTER TABLE with the view’s name … RENAME COLUMN, which older servers take.',
    uses: ({ renameType, relationType }) => renameType === 'OBJECT_COLUMN' && relationType === 'OBJECT_VIEW',
  }),
  syntax('CreateTrigStmt', {
    name: 'CREATE OR REPLACE TRIGGER',
    since: 14,
    instead: 'DROP TRIGGER IF EXISTS and CREATE TRIGGER in the same transaction.',
    uses: ({ replace }) => replace === true,
  }),
  syntax('CreateFunctionStmt', {
    name: 'A function body without quotes (BEGIN ATOMIC, RETURN)',
    since: 14,
    instead: 'The body as a string: AS $$ … $$.',
    uses: ({ sql_body }) => sql_body !== undefined,
  }),
  syntax('CreateFunctionStmt', {
    name: 'A procedure with OUT parameters',
    since: 14,
    instead: 'INOUT, and pass NULL in CALL.',
    uses: ({ is_procedure, parameters }) =>
      is_procedure === true && allOf(parameters, 'FunctionParameter').some(({ mode }) => mode === 'FUNC_PARAM_OUT'),
  }),
  syntax('CreateStatsStmt', {
    name: 'CREATE STATISTICS on an expression',
    since: 14,
    instead: 'An index on the expression: ANALYZE gathers statistics for it too.',
    uses: ({ exprs }) => allOf(exprs, 'StatsElem').some(({ expr }) => expr !== undefined),
  }),
  syntax('CreateStatsStmt', {
    name: 'CREATE STATISTICS without a name',
    since: 16,
    instead: 'Give it a name.',
    uses: ({ defnames = [] }) => defnames.length === 0,
  }),
  syntax('CreateRangeStmt', {
    name: 'MULTIRANGE_TYPE_NAME',
    since: 14,
    instead: 'Leave it out: there are no multiranges before.',
    uses: ({ params }) => hasOption(params, 'multirange_type_name'),
  }),
  syntax('CommonTableExpr', {
    name: 'SEARCH or CYCLE of a recursive query',
    since: 14,
    instead: 'An array column that collects the keys on the way, to order by and to stop at a repetition.',
    uses: ({ search_clause, cycle_clause }) => search_clause !== undefined || cycle_clause !== undefined,
  }),
  syntax('SelectStmt', {
    name: 'GROUP BY DISTINCT',
    since: 14,
    instead: 'Write the grouping sets out, each once.',
    uses: ({ groupDistinct }) => groupDistinct === true,
  }),
  syntax('JoinExpr', {
    name: 'An alias of JOIN … USING',
    since: 14,
    instead: 'Leave the alias out, and take the columns from one of the tables.',
    uses: ({ join_using_alias }) => join_using_alias !== undefined,
  }),
  syntax('ReindexStmt', {
    name: 'REINDEX (TABLESPACE …)',
    since: 14,
    instead: 'REINDEX without it, or ALTER INDEX … SET TABLESPACE, which locks the index while it is copied.',
    uses: ({ params }) => hasOption(params, 'tablespace'),
  }),
  syntax('CreateSubscriptionStmt', {
    name: 'CREATE SUBSCRIPTION with binary or streaming',
    since: 14,
    instead: 'Leave the option out.',
    uses: ({ options }) => hasOption(options, 'binary') || hasOption(options, 'streaming'),
  }),
  syntax('MergeStmt', {
    name: 'MERGE',
    since: 15,
    instead: 'INSERT … ON CONFLICT … DO UPDATE, and a DELETE where rows are to go.',
  }),
  syntax('ViewStmt', {
    name: 'A view WITH (security_invoker)',
    since: 15,
    instead:
      'A set-returning function WITH SECURITY INVOKER in place of the view, or no view: older views run with the rights of their owner and pass row security by.',
    uses: ({ options }) => hasOption(options, 'security_invoker'),
  }),
  syntax('GrantStmt', {
    name: 'GRANT … ON PARAMETER',
    since: 15,
    instead: 'A SECURITY DEFINER function that sets the parameter.',
    uses: ({ objtype }) => objtype === 'OBJECT_PARAMETER_ACL',
  }),
  syntax('PublicationObjSpec', {
    name: 'A publication of a schema',
    since: 15,
    instead: 'Name the tables: FOR TABLE a, b.',
    uses: ({ pubobjtype }) => pubobjtype !== 'PUBLICATIONOBJ_TABLE',
  }),
  syntax('PublicationObjSpec', {
    name: 'A publication with a list of columns or a row filter',
    since: 15,
    instead: 'Publish the whole table.',
    uses: ({ pubtable }) =>
      pubtable !== undefined && (pubtable.whereClause !== undefined || (pubtable.columns ?? []).length > 0),
  }),
  syntax('CreatedbStmt', {
    name: 'CREATE DATABASE … STRATEGY',
    since: 15,
    instead: 'Leave it out.',
    uses: ({ options }) => hasOption(options, 'strategy'),
  }),
  syntax('GrantRoleStmt', {
    name: 'GRANT of a role WITH INHERIT or SET',
    since: 16,
    instead: 'ALTER ROLE … INHERIT or NOINHERIT, which holds for all its memberships.',
    uses: ({ opt }) => hasOption(opt, 'inherit') || hasOption(opt, 'set'),
  }),
  syntax('RangeSubselect', {
    name: 'A subquery in FROM without an alias',
    since: 16,
    instead: 'Give it one: (SELECT …) AS s.',
    uses: ({ alias }) => alias === undefined,
  }),
  syntax('VacuumStmt', {
    name: 'VACUUM (BUFFER_USAGE_LIMIT, SKIP_DATABASE_STATS, ONLY_DATABASE_STATS or PROCESS_MAIN)',
    since: 16,
    instead: 'Leave the option out.',
    uses: ({ options }) =>
      ['buffer_usage_limit', 'skip_database_stats', 'only_database_stats', 'process_main'].some((name) =>
        hasOption(options, name),
      ),
  }),
  syntax('VacuumStmt', {
    name: 'VACUUM (PROCESS_TOAST)',
    since: 14,
    instead: 'Leave the option out.',
    uses: ({ options }) => hasOption(options, 'process_toast'),
  }),
  syntax('VacuumRelation', {
    name: 'VACUUM or ANALYZE with ONLY',
    since: 18,
    instead: 'Leave ONLY out; older servers leave the children of inheritance alone, and go into partitions.',
    uses: ({ relation }) => relation !== undefined && relation.inh !== true,
  }),
  syntax('MergeWhenClause', {
    name: 'MERGE … WHEN NOT MATCHED BY SOURCE',
    since: 17,
    instead: 'A DELETE or UPDATE … WHERE NOT EXISTS (SELECT FROM source …) after the MERGE.',
    uses: ({ matchKind }) => matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE',
  }),
  syntax('MergeStmt', {
    name: 'MERGE … RETURNING',
    since: 17,
    instead: 'INSERT … ON CONFLICT … RETURNING.',
    uses: ({ returningClause }) => returningClause !== undefined,
  }),
  syntax('AccessPriv', {
    name: 'The privilege MAINTAIN',
    since: 17,
    instead: 'Make the role a member of the table’s owner.',
    uses: ({ priv_name }) => priv_name === 'maintain',
  }),
  syntax('CopyStmt', {
    name: 'COPY (ON_ERROR)',
    since: 17,
    instead: 'COPY into a table of text columns, and INSERT from there what can be cast.',
    uses: ({ options }) => hasOption(options, 'on_error'),
  }),
  syntax('JsonTable', {
    name: 'JSON_TABLE',
    since: 17,
    instead: 'jsonb_path_query() or jsonb_to_recordset().',
  }),
  syntax('JsonFuncExpr', {
    name: 'JSON_EXISTS, JSON_QUERY or JSON_VALUE',
    since: 17,
    instead: 'jsonb_path_exists(), jsonb_path_query() or jsonb_path_query_first().',
  }),
  syntax('JsonParseExpr', {
    name: 'JSON(… WITH UNIQUE KEYS)',
    since: 17,
    instead: 'A cast, value::json, which takes repeated keys.',
    uses: ({ unique_keys }) => unique_keys === true,
  }),
  syntax('JsonScalarExpr', { name: 'JSON_SCALAR', since: 17, instead: 'to_json().' }),
  syntax('JsonSerializeExpr', { name: 'JSON_SERIALIZE', since: 17, instead: 'A cast: value::text.' }),
  syntax('JsonObjectConstructor', {
    name: 'JSON_OBJECT with keys and values',
    since: 16,
    instead: 'json_build_object().',
  }),
  syntax('JsonArrayConstructor', { name: 'JSON_ARRAY', since: 16, instead: 'json_build_array().' }),
  syntax('JsonArrayQueryConstructor', { name: 'JSON_ARRAY of a query', since: 16, instead: 'json_agg().' }),
  syntax('JsonArrayAgg', { name: 'JSON_ARRAYAGG', since: 16, instead: 'json_agg().' }),
  syntax('JsonObjectAgg', { name: 'JSON_OBJECTAGG', since: 16, instead: 'json_object_agg().' }),
  syntax('JsonIsPredicate', {
    name: 'IS JSON',
    since: 16,
    instead: 'A function that tries value::json and catches the error.',
  }),
  ...(['InsertStmt', 'UpdateStmt', 'DeleteStmt'] as const).map((node) =>
    // The three have these fields in common.
    syntax(node as 'UpdateStmt', {
      name: 'RETURNING of old or new values',
      since: 18,
      instead: 'Read the old row in a WITH query (SELECT … FOR UPDATE) before it is changed.',
      uses: ({ relation, returningClause }) =>
        (returningClause?.options ?? []).length > 0 ||
        find(returningClause, 'ColumnRef').some((reference) => {
          const [first = '', second] = words(reference.fields)
          const qualified = second !== undefined || (reference.fields ?? []).length > 1
          return qualified && (first === 'old' || first === 'new') && relation?.alias?.aliasname !== first
        }),
    }),
  ),
  syntax('AlterSubscriptionStmt', {
    name: 'ALTER SUBSCRIPTION … ADD or DROP PUBLICATION',
    since: 14,
    instead: 'SET PUBLICATION with the whole list.',
    uses: ({ kind = '' }) => /_(?:ADD|DROP)_PUBLICATION$/.test(kind),
  }),
  syntax('AlterSubscriptionStmt', {
    name: 'ALTER SUBSCRIPTION … SKIP',
    since: 15,
    instead: 'pg_replication_origin_advance().',
    uses: ({ kind }) => kind === 'ALTER_SUBSCRIPTION_SKIP',
  }),
]
