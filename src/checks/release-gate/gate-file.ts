import * as z from 'zod'

export interface Rollback {
  command: string
  rto: string
  rehearsed?: string | undefined
}

/** What is asked: exactly one of these. */
type Query =
  | { sql: string; dialect: 'postgres' | 'mysql' | 'mariadb' | 'sqlite' }
  | { promql: string }
  | { command: string[] }
  | { http: string }
  | { language: string; text: string }

export interface Gate {
  id: string
  phase: 'before' | 'canary' | 'after'
  title?: string | undefined
  owner: string
  query: Query
  /** The gate passes while the answer is … the value. */
  threshold: { pass: '<' | '<=' | '==' | '>=' | '>'; value: number; unit: string }
  window: string
  /** To see a worsening from `baselinePercent` by `worseningPercent` points, with these chances of error. */
  sample?:
    | { baselinePercent: number; worseningPercent: number; size: number; significance: number; power: number }
    | undefined
  onBreach: 'abort' | 'hold'
  /** `default` is the rollback of the file. */
  rollback: 'default' | Rollback
}

export interface Canary {
  sharePercent: number
  duration: string
  requestsPerMinute: number
}

export interface GateFile {
  version: 1
  release: string
  rollback?: Rollback | undefined
  canary?: Canary | undefined
  gates: Gate[]
}

/** Minutes, hours and so on, as one number with its unit: `90s`, `10m`, `2h`, `3d`. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, 'a number with its unit: 90s, 10m, 2h, 3d')
  .meta({ description: 'A number with its unit: 90s, 10m, 2h, 3d.' })
const text = z.string().trim().min(1)
const percent = z.number().min(0).max(100)
const day = z.iso.date().meta({ description: 'YYYY-MM-DD' })

const rollback = z.strictObject({
  command: text.meta({ description: 'What is typed, as it is typed.' }),
  rto: duration.meta({ description: 'The longest that it may take until the old state serves again.' }),
  rehearsed: day.optional().meta({ description: 'The last day on which somebody ran it.' }),
})

const query = z
  .union([
    z.strictObject({ sql: text, dialect: z.enum(['postgres', 'mysql', 'mariadb', 'sqlite']) }),
    z.strictObject({ promql: text }),
    z.strictObject({ command: z.array(text).min(1) }),
    z.strictObject({ http: z.url() }),
    z.strictObject({ language: text, text }),
  ])
  .meta({ description: 'What is asked. One of: sql with dialect, promql, command, http, or language with text.' })

const threshold = z.strictObject({
  pass: z.enum(['<', '<=', '==', '>=', '>']).meta({ description: 'The gate passes while the answer is … the value.' }),
  value: z.number(),
  unit: text.meta({ description: '%, ratio, ms, s, rows, requests/s, bytes, count …' }),
})

const sample = z.strictObject({
  baselinePercent: percent.meta({ description: 'How often it happens today.' }),
  worseningPercent: percent.meta({
    description: 'The smallest worsening that must not slip through, in percentage points.',
  }),
  size: z
    .int()
    .min(1)
    .meta({ description: 'Requests, jobs or users that each side is given before the gate decides.' }),
  significance: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.05)
    .meta({ description: 'Chance of an alarm over nothing, one-sided.' }),
  power: z.number().gt(0).lt(1).default(0.8).meta({ description: 'Chance to see the worsening when it is there.' }),
})

const gate = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'a-z, 0-9 and hyphens'),
  phase: z.enum(['before', 'canary', 'after']),
  title: text.optional(),
  owner: text.meta({ description: 'Who decides and is reached: a team with its channel, or a person.' }),
  query,
  threshold,
  window: duration.meta({ description: 'The time that one answer covers.' }),
  sample: sample.optional(),
  onBreach: z
    .enum(['abort', 'hold'])
    .meta({ description: 'abort takes the release back, hold stops it until the owner decides.' }),
  rollback: z.union([z.literal('default'), rollback]).meta({ description: '`default` is the rollback of the file.' }),
})

const canary = z.strictObject({
  sharePercent: z.number().gt(0).max(100).meta({ description: 'Part of the traffic that the new version gets.' }),
  duration,
  requestsPerMinute: z.number().gt(0).meta({ description: 'Traffic of all versions together.' }),
})

const gateFile = z.strictObject({
  version: z.literal(1),
  release: text,
  rollback: rollback.optional().meta({ description: 'The rollback of gates that say `rollback: default`.' }),
  canary: canary.optional(),
  gates: z.array(gate).min(1).max(200),
})

/** The shapes of a gate file and of its parts. */
export const gateFileShape: z.ZodType<GateFile> = gateFile
export const gateShape: z.ZodType<Gate> = gate
export const rollbackShape: z.ZodType<Rollback> = rollback
export const canaryShape: z.ZodType<Canary> = canary
export const KEYS: readonly string[] = [...Object.keys(gateFile.shape), ...Object.keys(gate.shape)]

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** Seconds of a duration of the shape above. */
export const secondsOf = (duration: string): number =>
  Number(duration.slice(0, -1)) * (SECONDS[duration.slice(-1)] ?? 0)
