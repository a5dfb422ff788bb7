import { UsageError } from '../../usage-error.ts'
import { EngineStopped } from '../sql-engine.ts'
import type { SqlEngine } from '../sql-engine.ts'
import { readAddress } from './address.ts'
import type { Address } from './address.ts'
import { connect, ConnectionLost } from './connection.ts'
import type { Connection } from './connection.ts'
import { explainFailure } from './explain-failure.ts'
import { factsQuery, requireFit, requireVersion, versionQuery } from './facts.ts'
import type { Facts } from './facts.ts'
import { dropScratch, endRun, leftBehind, makeScratch, ours, scratchName } from './scratch.ts'
import { startEngine } from './session.ts'

export interface ServerOptions {
  /** `postgres://…`; nothing is ever run in the database that it names. */
  databaseUrl: string
  /** Lower-case letters and digits that nobody can guess: in the name of everything that is made. */
  token: string
  /** Run also where somebody else works. */
  allowBusy: boolean
  /** Milliseconds. */
  timeout: number
}

/** A PostgreSQL server of the user's. */
export interface PostgresServer {
  facts: Facts
  /** What could not be undone, and what earlier runs left; for the user. */
  remarks: string[]
  /** Makes a scratch database and a session in it; `close` of the engine drops it. Throws EngineStopped. */
  start(timeout: number): Promise<SqlEngine>
  close(): Promise<void>
}

/** Milliseconds for questions about the server. */
const askTimeout = 10_000

/** Connects and looks whether a scratch database may be made there. Throws UsageError, without the password in it. */
export async function openServer({ databaseUrl, token, allowBusy, timeout }: ServerOptions): Promise<PostgresServer> {
  const address = readAddress(databaseUrl)
  const admin = await connectAdmin(address, token, timeout)
  try {
    const facts = await readFacts(admin, Math.min(askTimeout, timeout))
    requireFit(facts, { allowBusy })
    const place: Place = { address, token, admin, facts, remarks: remarksOn(facts) }
    let ordinal = 0
    return {
      facts,
      remarks: place.remarks,
      start: (left) => startScratch(place, (ordinal += 1), left),
      close: () => place.admin.close(),
    }
  } catch (error) {
    admin.destroy()
    if (!(error instanceof ConnectionLost)) throw error
    throw new UsageError(`the server stopped answering before anything ran: ${error.message}; try again`)
  }
}

interface Place {
  address: Address
  token: string
  admin: Connection
  facts: Facts
  remarks: string[]
  /** Why nothing more is tried there. */
  lost?: string
}

async function connectAdmin(address: Address, token: string, timeout: number): Promise<Connection> {
  try {
    return await connect(address, { applicationName: `${ours} ${token}`, timeout })
  } catch (error) {
    throw new UsageError(explainFailure(error, address))
  }
}

async function readFacts(admin: Connection, limit: number): Promise<Facts> {
  requireVersion((await admin.query(versionQuery, limit)).value)
  const { value, error } = await admin.query(factsQuery(ours), limit)
  if (value === undefined)
    throw new UsageError(`the server does not say what it is: ${error?.message ?? 'it answers with nothing'}`)
  return JSON.parse(value) as Facts
}

const namesShown = 5

function remarksOn({ leftOver }: Facts): string[] {
  if (leftOver.length === 0) return []
  const drops = leftOver.slice(0, namesShown).map((name) => `DROP DATABASE ${name};`)
  const more = leftOver.length > drops.length ? ` (and ${leftOver.length - drops.length} more)` : ''
  return [
    `${leftOver.length} scratch ${leftOver.length === 1 ? 'database' : 'databases'} of earlier runs on the server; if no run is going on there: ${drops.join(' ')}${more}`,
  ]
}

async function startScratch(place: Place, ordinal: number, timeout: number): Promise<SqlEngine> {
  const { address, token, facts } = place
  const name = scratchName(token, ordinal)
  if (place.lost !== undefined) throw new EngineStopped('crash', `the server was lost: ${place.lost}`)
  const ends = performance.now() + timeout
  await make(place, name, timeout)
  try {
    const engine = await startEngine({
      address: { ...address, database: name },
      applicationName: `${ours} ${token}`,
      version: facts.version,
      admin: () => place.admin,
      timeout: ends - performance.now(),
    })
    return {
      ...engine,
      async close() {
        await engine.close()
        await drop(place, name)
      },
    }
  } catch (error) {
    await drop(place, name)
    throw error instanceof EngineStopped ? error : new EngineStopped('crash', explainFailure(error, address))
  }
}

async function make(place: Place, name: string, timeout: number): Promise<void> {
  try {
    const error = await makeScratch(place.admin, name, timeout)
    if (error !== undefined)
      throw new EngineStopped('crash', `the scratch database could not be made: ${error.message}`)
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error
    // The server may be making it still.
    place.admin.destroy()
    await drop(place, name)
    throw new EngineStopped(
      error.why === 'time' ? 'time' : 'crash',
      `the scratch database could not be made: ${error.message}`,
    )
  }
}

/** On a new connection when the old one is gone. Never throws. */
async function drop(place: Place, name: string): Promise<void> {
  const { address, token, facts, remarks } = place
  let reason: string | undefined
  for (const again of [false, true]) {
    try {
      if (again) {
        place.admin.destroy()
        place.admin = await connect(address, { applicationName: `${ours} ${token}`, timeout: askTimeout })
        await endRun(place.admin, token)
      }
      reason = await dropScratch(place.admin, name, facts.major)
      delete place.lost
      break
    } catch (error) {
      reason = error instanceof ConnectionLost ? error.message : explainFailure(error, address)
      place.lost = reason
    }
  }
  if (reason !== undefined) remarks.push(leftBehind(name, reason))
}
