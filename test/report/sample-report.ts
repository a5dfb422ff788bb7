import type { Finding, Lock, Report, Rule, StatementTrace } from '../../src/checks/finding.ts'

const lock = (mode: Lock['mode'], relation: string, more: Partial<Lock> = {}): Lock => ({
  relation,
  kind: 'table',
  mode,
  existed: true,
  held: false,
  ...more,
})

const statement = (line: number, sql: string, more: Partial<StatementTrace> = {}): StatementTrace => ({
  sql,
  start: { line, column: 1 },
  end: { line, column: sql.length + 1 },
  outcome: 'executed',
  transaction: 1,
  ms: 0.42,
  locks: [],
  rewrites: [],
  scans: [],
  notices: [],
  ...more,
})

const finding = (more: Partial<Finding>): Finding => ({
  rule: 'postgres-migration/add-column-volatile-default',
  severity: 'error',
  message:
    'The default of "token" is computed anew for every row, so "orders" is rewritten while nobody can read or write it.',
  path: 'migrations/0003_token.sql',
  start: { line: 3, column: 1 },
  end: { line: 3, column: 79 },
  basis: 'executed',
  evidence: 'rewriting table "orders"',
  excerpt: 'alter table orders add column token uuid not null default gen_random_uuid();',
  fingerprint: '0123456789abcdef',
  ...more,
})

export const RULES: readonly Rule[] = [
  {
    id: 'postgres-migration/add-column-volatile-default',
    title: 'A new column has no default that is computed for each row',
    severity: 'error',
    why: 'The server rewrites the whole table under ACCESS EXCLUSIVE: reads and writes wait until it is done.',
    fix: 'Add the column without a default, set the default in a second statement, and fill the old rows in batches.',
    since: '0.1.0',
    sameAs: ['squawk:adding-field-with-default'],
    docs: 'https://example.org/docs/rules/postgres-migration/add-column-volatile-default.md',
  },
  {
    id: 'postgres-migration/no-lock-timeout',
    title: 'A migration limits how long it waits for a lock',
    severity: 'warning',
    why: 'Everybody queues behind a statement that waits for its lock.',
    fix: "Begin the file with set lock_timeout = '2s'.",
    since: '0.1.0',
    sameAs: [],
    docs: 'https://example.org/docs/rules/postgres-migration/no-lock-timeout.md',
  },
]

/** One of everything that a report can hold, and text that is hostile to terminals. */
export const SAMPLE: Report = {
  findings: [
    finding({}),
    finding({
      rule: 'postgres-migration/no-lock-timeout',
      severity: 'warning',
      message: 'No lock_timeout is set before line 5.',
      start: { line: 5, column: 3 },
      end: { line: 14, column: 4 },
      basis: 'parsed',
      excerpt:
        "  update orders\n\tset status = 'neu', -- 日本語 \u001b[31m\n  note = '\u202e'\n  where\n  status is null\n  and",
      fix: {
        description: 'Put this before it.',
        edits: [{ start: { line: 5, column: 1 }, end: { line: 5, column: 1 }, text: "set lock_timeout = '2s';\n" }],
      },
    }),
    finding({
      path: 'migrations/evil\u001b]0;x\u0007,: %name.sql',
      severity: 'note',
      message: 'Two lines,\r\none finding: 100%.',
      start: { line: 1, column: 8 },
      end: { line: 1, column: 10 },
      basis: 'pattern',
      excerpt: '日本\t語 x',
    }),
  ],
  suppressed: [
    finding({
      suppressedBy: 'comment',
      reason: 'the table is empty',
      fingerprint: 'fedcba9876543210',
    } as object) as Report['suppressed'][number],
  ],
  notChecked: [
    {
      path: 'migrations/0009.sql',
      check: 'postgres-migration',
      reason: 'it is binary: it holds a NUL byte',
      remedy: 'leave it out',
    },
    ...Array.from({ length: 11 }, (_, index) => ({
      path: `legacy/${index}.sql`,
      check: 'postgres-migration',
      reason: 'PGlite is not installed, so nothing was executed',
      remedy: 'maifady-mcp engines install pglite',
    })),
    { path: 'notes.txt', check: '', reason: 'no check takes this file', remedy: 'leave it out' },
  ],
  checked: [
    { path: 'migrations/0001_orders.sql', check: 'postgres-migration', ms: 3 },
    { path: 'migrations/0003_token.sql', check: 'postgres-migration', ms: 12 },
  ],
  traces: [
    {
      path: 'migrations/0003_token.sql',
      engine: 'PGlite 0.5.16 (PostgreSQL 18.6)',
      statements: [
        statement(1, "set lock_timeout = '2s'"),
        statement(3, 'alter table orders\n  add column token uuid not null default gen_random_uuid()', {
          ms: 21.7,
          locks: [
            lock('ACCESS SHARE', 'customers'),
            lock('ACCESS EXCLUSIVE', 'orders'),
            lock('ACCESS EXCLUSIVE', 'orders_token_idx', { kind: 'index', existed: false }),
          ],
          rewrites: ['orders'],
          scans: [{ relation: 'orders', reason: 'verify', detail: 'verifying table "orders"' }],
        }),
        statement(5, "update orders set status = 'neu' where status is null", {
          locks: [lock('ROW EXCLUSIVE', 'orders'), lock('ACCESS EXCLUSIVE', 'orders', { held: true })],
        }),
        statement(
          20,
          'create index concurrently orders_status_with_a_name_that_goes_on_and_on on orders (status) where status is not null',
          {
            transaction: null,
            ms: 1234,
            locks: [lock('SHARE UPDATE EXCLUSIVE', 'orders')],
          },
        ),
        statement(22, 'select 1 from missing', {
          transaction: null,
          outcome: 'failed',
          error: { code: '42P01', message: 'relation "missing" does not exist' },
        }),
        statement(23, 'vacuum', { transaction: null, outcome: 'not-run' }),
      ],
    },
  ],
}
