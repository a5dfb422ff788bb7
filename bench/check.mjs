// check: a folder of 100 migrations executed on PGlite, and the cost of a statement that is only parsed.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { BIN, ENV, temporaryFolder } from './environment.mjs'
import { installPacked } from './install.mjs'
import { interleaved, median, runToEnd } from './timing.mjs'

const MIGRATIONS = 100
const RUNS = 5

/** Migrations of four statements each, which build on each other as real ones do. */
function writeMigrations(folder, count) {
  mkdirSync(folder, { recursive: true })
  for (let number = 1; number <= count; number++) {
    const table = `account_${number}`
    const before = number === 1 ? table : `account_${number - 1}`
    const statements = [
      `SET lock_timeout = '2s';`,
      `CREATE TABLE ${table} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());`,
      `ALTER TABLE ${before} ADD COLUMN note_${number} text;`,
      `CREATE INDEX ${table}_email_idx ON ${table} (email);`,
    ]
    writeFileSync(join(folder, `${String(number).padStart(4, '0')}_${table}.sql`), `${statements.join('\n')}\n`)
  }
}

// Written by the measured process as it ends: the parent could only look before that.
const PEAK_HOOK = `import { readFileSync, writeFileSync } from 'node:fs'
process.on('exit', () => {
  try { writeFileSync(process.env.BENCH_PEAK, /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) } catch {}
})`

async function check(bin, folder, cwd) {
  const peakFile = join(cwd, 'peak')
  const hook = `data:text/javascript,${encodeURIComponent(PEAK_HOOK)}`
  rmSync(peakFile, { force: true })
  const start = performance.now()
  const text = await runToEnd(
    process.execPath,
    ['--import', hook, bin, 'check', folder, '--check', 'postgres-migration', '--format', 'json', '--fail-on', 'never'],
    {
      env: { ...ENV, BENCH_PEAK: peakFile },
      cwd,
    },
  )
  const seconds = (performance.now() - start) / 1000
  return { report: JSON.parse(text), seconds, megabytes: readPeak(peakFile) }
}

function readPeak(file) {
  try {
    return Number(readFileSync(file, 'utf8')) / 1024
  } catch {
    return undefined
  }
}

const inMilliseconds = (seconds) => `${(seconds * 1000).toFixed(0)} ms`

async function traced() {
  const cwd = temporaryFolder()
  writeMigrations(join(cwd, 'migrations'), MIGRATIONS)
  const first = await check(BIN, 'migrations', cwd)
  const executed = (first.report.traces ?? [])
    .flatMap((trace) => trace.statements)
    .filter((statement) => statement.outcome === 'executed')
  if (executed.length < MIGRATIONS * 4) {
    throw new Error(
      `only ${executed.length} of ${MIGRATIONS * 4} statements were executed: ${JSON.stringify(first.report.notChecked.slice(0, 2))}`,
    )
  }
  const runs = []
  for (let run = 0; run < RUNS; run++) runs.push(await check(BIN, 'migrations', cwd))
  const peaks = runs.map((run) => run.megabytes)
  const seconds = median(runs.map((run) => run.seconds))
  const detail = `${executed.length} statements; without the cached data folder ${first.seconds.toFixed(1)} s`
  return [
    {
      figure: `check of ${MIGRATIONS} migrations, executed`,
      value: seconds,
      unit: 's',
      target: 3,
      detail,
    },
    {
      figure: 'statements executed and traced',
      value: executed.length / seconds,
      unit: 'a second',
      detail: 'start included',
    },
    {
      figure: 'its peak memory',
      value: peaks.includes(undefined) ? undefined : Math.max(...peaks),
      unit: 'MB',
      target: 550,
    },
  ]
}

/** In the installed package there is no engine, so nothing but the parser and the rules runs; the load of both cancels out. */
async function parsed() {
  const { folder } = await installPacked()
  const bin = join(folder, 'node_modules', 'maifady-mcp', 'bin', 'maifady-mcp.js')
  const seconds = {}
  for (const count of [10, 260]) {
    writeMigrations(join(folder, `migrations-${count}`), count)
    const runs = []
    for (let run = 0; run < RUNS; run++) runs.push((await check(bin, `migrations-${count}`, folder)).seconds)
    seconds[count] = median(runs)
  }
  const { rules } = JSON.parse(
    await runToEnd(process.execPath, [bin, 'rules', 'postgres-migration', '--format', 'json'], { env: ENV }),
  )
  const perStatement = ((seconds[260] - seconds[10]) * 1000) / (250 * 4)
  return [
    {
      figure: 'a statement that is only parsed',
      value: perStatement,
      unit: 'ms',
      target: 1,
      detail: `1,000 statements more take ${perStatement.toFixed(2)} s`,
    },
    {
      figure: 'rules asked of parsed statements',
      value: (rules.length * 1000) / perStatement,
      unit: 'a second',
      detail: `${rules.length} rules, parser included`,
    },
    await besideSquawk(folder, bin),
  ]
}

/** The linter that most people come from, a native binary: it reads the same files. Both as whole processes, in turns. */
const SQUAWK = 'squawk-cli@2.66.0'

async function besideSquawk(folder, bin) {
  const figure = `parse-only check of 100 migrations`
  writeMigrations(join(folder, 'beside'), 100)
  const files = readdirSync(join(folder, 'beside')).map((name) => join('beside', name))
  const squawk = squawkIn(temporaryFolder())
  const times = await interleaved(
    {
      ours: () => check(bin, 'beside', folder).then(() => undefined),
      theirs: () => runToEnd(squawk, files, { cwd: folder, env: ENV, exitCodes: [0, 1] }).then(() => undefined),
    },
    RUNS,
  )
  const detail = `${inMilliseconds(times.ours / 1000)} against ${inMilliseconds(times.theirs / 1000)}, 400 statements, whole processes`
  return { figure, value: times.ours / times.theirs, unit: `× ${SQUAWK}`, detail }
}

/** Its binary comes as an npm package for each platform. */
function squawkIn(folder) {
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', SQUAWK], {
    cwd: folder,
    stdio: 'ignore',
  })
  const { getBinaryPath } = createRequire(import.meta.url)(join(folder, 'node_modules', 'squawk-cli', 'js', 'index.js'))
  return getBinaryPath()
}

export async function measure() {
  return [...(await traced()), ...(await parsed())]
}
