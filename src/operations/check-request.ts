import type { CheckRow } from '../checks/check.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import type { Context } from './context.ts'

export interface CheckRequest {
  /** Files or folders, relative to the context's cwd or absolute. */
  paths?: string[]
  /** Texts instead of paths; nothing is read from disk then. */
  files?: { path: string; text: string }[]
  /** Only the checks of this agent (name or alias). */
  agent?: string
  /** Only these checks. */
  checks?: string[]
  /** Run the two SELECTs that are named on generated databases and see whether they give the same rows, instead of the checks. */
  equivalent?: boolean
  /** Report only on files that differ from this git ref (working tree included). */
  since?: string
  dialect?: string
  /** A file with the schema that is there before the first migration, as pg_dump writes it; relative to the context's cwd or absolute. */
  schema?: string
  /** Address of a server (postgres://, mysql://) on which checks that can do so run the files, in a scratch database of their own. */
  databaseUrl?: string
  /** Do so also where somebody else works; without it such a server is refused. */
  allowBusyServer?: boolean
  /** A baseline file: findings in it are accepted. */
  baseline?: string
  /** Write the baseline instead of comparing with it. */
  writeBaseline?: boolean
  /** Nothing outside this folder is read, symlinks included. */
  root?: string
  /** Milliseconds for the whole call; default 120_000. */
  deadline?: number
}

/** Ids of the checks asked for by name and by agent; undefined for all. */
export function checksOf(
  context: Context,
  { agent: name, checks, equivalent }: CheckRequest,
): readonly string[] | undefined {
  if (equivalent === true) return ['postgres-query']
  if (name === undefined) return checks
  const snapshot = context.snapshot()
  const agent = snapshot.get(name)
  if (agent === undefined) {
    const word = nearest(
      name,
      snapshot.agents.flatMap((each) => [each.name, ...each.routing.aliases]),
    )
    throw new UsageError(
      `no agent is called "${name.slice(0, 80)}"${word === undefined ? '' : `; did you mean "${word}"?`}. \`maifady-mcp list\` shows all.`,
    )
  }
  const ids = agent.checks.filter((id) => checks === undefined || checks.includes(id))
  if (ids.length === 0)
    throw new UsageError(
      `the agent ${agent.name} has no such check; leave --agent out, or name one of its checks: ${agent.checks.join(', ') || 'it has none'}`,
    )
  return ids
}

/** Throws UsageError when there are not two files to compare. Texts are counted by the check: the schema comes among them. */
export function requirePair({ paths }: CheckRequest): void {
  if (paths !== undefined && paths.length !== 2)
    throw new UsageError(`--equivalent compares two files; ${paths.length} are named: add before.sql after.sql`)
}

export function runsOn({ servers = [] }: CheckRow, databaseUrl: string): boolean {
  return servers.includes(schemeOf(databaseUrl))
}

/** Throws UsageError when the address is none, or no check that is asked for can use it. Never repeats it: it may hold a password. */
export function requireServer(databaseUrl: string, rows: readonly CheckRow[]): void {
  if (!URL.canParse(databaseUrl))
    throw new UsageError('the database URL is none; write it as postgres://user@host:5432/database')
  if (rows.some((row) => runsOn(row, databaseUrl))) return
  const schemes = [...new Set(rows.flatMap(({ servers = [] }) => servers))]
  const hint =
    schemes.length === 0
      ? 'leave --database-url out'
      : `it can begin with ${schemes.map((each) => `${each}://`).join(' or ')}`
  throw new UsageError(`no check that is asked for runs on a server of ${schemeOf(databaseUrl)}://; ${hint}`)
}

const schemeOf = (url: string): string => new URL(url).protocol.replace(/:$/, '')

export function isAsked({ agent, checks, equivalent }: CheckRequest): boolean {
  return equivalent === true || agent !== undefined || (checks?.length ?? 0) > 0
}
