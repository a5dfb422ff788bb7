import type { Severity } from '../../checks/finding.ts'
import { checkFiles, type CheckEvents } from '../../operations/check-files.ts'
import type { CheckRequest } from '../../operations/check-request.ts'
import { listRules } from '../../operations/rules.ts'
import { exitCode } from '../../report/exit-code.ts'
import { renderReport, type Format } from '../../report/render.ts'
import { UsageError } from '../../usage-error.ts'
import { VERSION } from '../../version.ts'
import { lookOf } from '../layout.ts'
import type { ExitCode } from '../main.ts'
import { withContext } from '../open.ts'
import { terminalOf, write, writeError } from '../streams.ts'

export interface CheckOptions {
  agent?: string
  check?: string[]
  dialect?: string
  since?: string
  equivalent?: boolean
  format: Format
  failOn?: Severity | 'never'
  strict?: boolean
  schema?: string
  databaseUrl?: string
  allowBusyServer?: boolean
  baseline?: string
  writeBaseline?: boolean
}

export async function check(paths: string[], options: CheckOptions): Promise<ExitCode> {
  if (options.writeBaseline === true && options.baseline === undefined) {
    throw new UsageError('--write-baseline writes the file that --baseline names; add --baseline <file>.')
  }
  if (options.allowBusyServer === true && options.databaseUrl === undefined) {
    throw new UsageError('--allow-busy-server is about the server that --database-url names; add --database-url <url>.')
  }
  return withContext(async (context) => {
    const cancel = new AbortController()
    for (const signal of SIGNALS) process.once(signal, () => cancel.abort(signal))
    const progress = await progressLine()
    const report = await checkFiles(context, requestOf(paths, options), { signal: cancel.signal, ...progress.events })
    progress.clear()
    const { rules } = await listRules({})
    const { colour, width } = await lookOf('stdout', process.env)
    write(renderReport(report, { format: options.format, rules, version: VERSION, color: colour, width }))
    if (cancel.signal.aborted) return cancel.signal.reason === 'SIGTERM' ? 143 : 130
    return exitCode(report, options)
  })
}

/** Both end the run in order, so that nothing stays behind on a server. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const

function requestOf(
  paths: string[],
  {
    agent,
    check: checks,
    dialect,
    since,
    schema,
    equivalent,
    databaseUrl,
    allowBusyServer,
    baseline,
    writeBaseline,
  }: CheckOptions,
): CheckRequest {
  const given = {
    agent,
    checks,
    dialect,
    since,
    schema,
    equivalent,
    databaseUrl,
    allowBusyServer,
    baseline,
    writeBaseline,
  }
  const set = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<CheckRequest>
  return { paths: paths.length === 0 ? ['.'] : paths, ...set }
}

/** How far it is, on one line of stderr that goes away; nothing where no person looks. */
async function progressLine(): Promise<{ events: CheckEvents; clear(): void }> {
  const { isTTY, columns = 80 } = await terminalOf('stderr')
  if (!isTTY) return { events: {}, clear: () => {} }
  const clear = (): void => writeError('\r\u001B[2K')
  return {
    clear,
    events: {
      progress: (done, total, path) => {
        clear()
        writeError(`${done}/${total} ${path}`.replaceAll(/[^\u0020-\u007E\u00A0-\uFFFF]/g, '?').slice(0, columns - 1))
      },
    },
  }
}
