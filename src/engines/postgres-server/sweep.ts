import { UsageError } from '../../usage-error.ts'
import { readAddress } from './address.ts'
import type { Address } from './address.ts'
import { connect, ConnectionLost } from './connection.ts'
import type { Connection } from './connection.ts'
import { explainFailure } from './explain-failure.ts'
import { dropScratch, endRun, leftBehind, ours, scratchName, scratchPrefix } from './scratch.ts'

/** Milliseconds until a connection must stand, and for questions. */
const connectTimeout = 5000
const askTimeout = 5000

/**
 * Drops what a run left on a server when it was ended by force. Gives what stays behind and why, for the user; nothing when all is
 * gone. Never throws for what the server does.
 */
export async function sweep(databaseUrl: string, token: string): Promise<string[]> {
  let address: Address
  try {
    address = readAddress(databaseUrl)
  } catch (error) {
    // An address that cannot be read was never connected to.
    if (error instanceof UsageError) return []
    throw error
  }
  let admin: Connection | undefined
  try {
    admin = await connect(address, { applicationName: `${ours} sweep`, timeout: connectTimeout })
    return await sweepWith(admin, token)
  } catch (error) {
    const reason = error instanceof ConnectionLost ? error.message : explainFailure(error, address)
    return [
      `whether a scratch database stayed behind could not be seen (${reason}); its name would be ${scratchName(token, 1)}`,
    ]
  } finally {
    await admin?.close()
  }
}

async function sweepWith(admin: Connection, token: string): Promise<string[]> {
  await endRun(admin, token)
  const mine = `${scratchPrefix}${token}_`.replaceAll('_', String.raw`\_`)
  const { value } = await admin.query(
    `select pg_catalog.json_build_array(pg_catalog.current_setting('server_version_num')::int / 10000,
       (select coalesce(pg_catalog.json_agg(datname), '[]') from pg_catalog.pg_database
        where datname like '${mine}%' and pg_catalog.pg_get_userbyid(datdba) = current_user))::text`,
    askTimeout,
  )
  const [major, names] = JSON.parse(value ?? '[0, []]') as [number, string[]]
  const lines: string[] = []
  for (const name of names) {
    const reason = await dropScratch(admin, name, major)
    if (reason !== undefined) lines.push(leftBehind(name, reason))
  }
  return lines
}
