import * as z from 'zod/mini'
import { type Agent, CATEGORIES, type Language, type LayerName, MODELS, type Routing, TIERS, TOOLS } from './agent.ts'
import { LIMITS } from './limits.ts'

export type FrontMatter = Pick<
  Agent,
  'name' | 'description' | 'category' | 'tools' | 'model' | 'tier' | 'checks' | 'handoffs'
> & {
  title?: string
}

/** A checked value, or the first thing that is wrong: where, and what to do. */
export type Checked<Value> = { value: Value } | { path: PropertyKey[]; message: string }

const textError = ({ input }: { input?: unknown }): string =>
  input === undefined ? 'is missing; add it' : 'must be text; put it in quotes'

/** Lower-case words joined by single hyphens. */
const slug = z
  .string({ error: textError })
  .check(
    z.minLength(1, 'must not be empty'),
    z.maxLength(LIMITS.name, `has more than ${LIMITS.name} characters; shorten it`),
    z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'may hold only a-z, 0-9 and single hyphens between them; rename it'),
  )

// Control characters, bidirectional overrides and tag characters say one thing to a reader and another to a model.
// oxlint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u

const phrase = (maximum: number) =>
  z.pipe(
    z.pipe(
      z.string({ error: textError }),
      z.transform((text: string) => text.replaceAll(/\s+/g, ' ').trim()),
    ),
    z.string().check(
      z.minLength(1, 'must not be empty'),
      z.maxLength(maximum, `has more than ${maximum} characters; shorten it`),
      z.refine((text: string) => !HIDDEN.test(text), 'has control or hidden characters; remove them'),
    ),
  )

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, {
    error: ({ input }) =>
      (input === undefined ? 'is missing' : `is ${quote(input)}`) + `; use one of ${values.join(', ')}`,
  })

const list = <Item extends z.ZodMiniType>(item: Item, maximum: number) =>
  z
    .array(item, { error: ({ input }) => (input === undefined ? 'is missing; add it' : 'must be a list') })
    .check(z.maxLength(maximum, `has more than ${maximum} entries; drop some`))

const notAnObject = ({ code }: { code?: string }): string | undefined =>
  code === 'invalid_type' ? 'must be `key: value` lines' : undefined

const keys = {
  name: slug,
  description: phrase(LIMITS.description),
  category: oneOf(CATEGORIES),
  // Other programs write `tools: Read, Grep`.
  tools: z.pipe(
    z.transform((value: unknown) => (typeof value === 'string' ? value.split(',').map((tool) => tool.trim()) : value)),
    list(oneOf(TOOLS), TOOLS.length),
  ),
  model: oneOf(MODELS),
  tier: oneOf(TIERS),
  title: phrase(LIMITS.title),
  checks: list(slug, LIMITS.checks),
  handoffs: list(
    z.strictObject({ to: slug, when: phrase(LIMITS.phrase) }, { error: 'must be an object with "to" and "when"' }),
    LIMITS.handoffs,
  ),
}
const ours = z.strictObject(keys, { error: notAnObject })
const theirs = z.extend(z.partial(z.object(keys, { error: notAnObject })), {
  name: keys.name,
  description: keys.description,
  category: z.optional(slug),
})

const keywords = list(phrase(LIMITS.phrase), LIMITS.keywords)

const routing = z.strictObject(
  {
    aliases: z.optional(list(slug, LIMITS.aliases)),
    examples: z.optional(list(phrase(LIMITS.phrase), LIMITS.examples)),
    nearMisses: z.optional(
      list(
        z.strictObject(
          { request: phrase(LIMITS.phrase), to: z.nullable(slug) },
          { error: 'must be an object with "request" and "to"' },
        ),
        LIMITS.nearMisses,
      ),
    ),
    keywords: z.optional(
      z.partial(
        z.strictObject(
          { en: keywords, es: keywords, fr: keywords, ja: keywords, 'zh-CN': keywords } satisfies Record<
            Language,
            unknown
          >,
          { error: notAnObject },
        ),
      ),
    ),
  },
  { error: notAnObject },
)

/**
 * Checks the front matter of an AGENT.md. A built-in agent has every key and no other. For a user's or project's agent a name
 * and a description suffice, and keys of other programs are passed over; no `tools` means all of them, as in other programs' sub-agent files.
 */
export function checkFrontMatter(value: unknown, layer: LayerName): Checked<FrontMatter> {
  if (layer === 'built-in') return check(ours, value)
  const checked = check(theirs, value)
  if (!('value' in checked)) return checked
  const absent = {
    category: 'custom',
    tools: TOOLS,
    model: 'inherit',
    tier: 'premium',
    checks: [],
    handoffs: [],
  } as const
  return { value: { ...absent, ...checked.value } as FrontMatter }
}

/** Checks a routing.yaml. */
export function checkRouting(value: unknown): Checked<Routing> {
  const checked = check(routing, value)
  if (!('value' in checked)) return checked
  return { value: { aliases: [], examples: [], nearMisses: [], keywords: {}, ...checked.value } as Routing }
}

function check<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): Checked<z.output<Schema>> {
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data }
  const issue = result.error.issues[0]
  if (issue === undefined) return { path: [], message: 'it is not valid' }
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, issue.keys[0] ?? '']
    return { path, message: `${quote(path.join('.'))} is not a known key; remove it` }
  }
  const where = issue.path.length === 0 ? 'it' : quote(issue.path.join('.'))
  return { path: issue.path, message: `${where} ${issue.message}` }
}

/** A value from outside as it may stand in a one-line message. */
function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text === undefined) return 'missing'
  return `"${text.slice(0, 60).replaceAll(/\s+/g, ' ')}${text.length > 60 ? '…' : ''}"`
}
