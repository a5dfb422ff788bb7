import type { PostgresServer } from '../../engines/postgres-server/server.ts'
import { UsageError } from '../../usage-error.ts'
import type { CheckInput } from '../check.ts'
import type { Settings } from './settings.ts'

/**
 * Opens the server that the user named, when there is one. Throws UsageError, before anything ran, when it cannot be used or is not
 * fit.
 */
export async function openServerOf(input: CheckInput, { trace }: Settings): Promise<PostgresServer | undefined> {
  const { databaseUrl, runToken, allowBusyServer, deadline } = input
  if (databaseUrl === undefined) return undefined
  if (!trace)
    throw new UsageError('a database URL is given, but the settings say "trace: false"; leave one of them out')
  if (runToken === undefined) throw new Error('a database URL came without a token')
  // The driver is loaded by nobody else.
  const { openServer } = await import('../../engines/postgres-server/server.ts')
  return openServer({ databaseUrl, token: runToken, allowBusy: allowBusyServer === true, timeout: deadline })
}

const newest = 18

/** Advice is for the version of the server that is there, unless the settings name another. */
export function settingsOn(
  { facts, remarks }: PostgresServer,
  settings: Settings,
  given: CheckInput['settings'],
): Settings {
  if (!('pgVersion' in given)) return { ...settings, pgVersion: Math.min(newest, facts.major) }
  if (settings.pgVersion !== facts.major)
    remarks.push(
      `the settings say pgVersion: ${settings.pgVersion}, and the server is PostgreSQL ${facts.major}: advice is for ${settings.pgVersion}, what was seen is of ${facts.major}`,
    )
  return settings
}
