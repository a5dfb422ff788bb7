import type { Feature } from '../versions/feature.ts'
import { featuresOf } from '../versions/features-of.ts'
import type { Step } from '../step.ts'
import { engineMajor } from '../step.ts'
import type { Hit, MigrationRule } from './rule.ts'

/**
 * Only where the target is known: from the settings, or from the server that the migrations are run on. What is asked for is in
 * the tables of `versions/`. A string that a statement is built from at run time, and bodies of functions in quotes, are not read.
 */
export const notInVersion: MigrationRule = {
  name: 'not-in-version',
  title: 'Something that the target version does not know',
  severity: 'error',
  why: 'The server refuses the statement, and the deploy stops there, although it ran on the newer server on which the migration was written.',
  fix: 'Write it the way the target version knows, as the finding says, or migrate the server first and set checks.postgres-migration.pgVersion.',
  sameAs: [],
  find(step) {
    const target = step.file.settings.pgVersion
    if (target === undefined) return []
    const nodes = [step.statement.node, ...(step.block?.statements ?? []).map(({ node }) => node)]
    const features = nodes.flatMap((node) => featuresOf(node, step.changes, step.schema))
    const newer = features.filter(({ since }) => since > target)
    return [...new Map(newer.map((feature) => [feature.name, feature])).values()].map((feature) =>
      hitFor(step, feature, target),
    )
  },
}

function hitFor(step: Step, { name, since, instead }: Feature, target: number): Hit {
  const message = `${name} is new in PostgreSQL ${since}: PostgreSQL ${target}, for which the migrations are, refuses the statement.`
  const fix = { description: instead }
  const engine = engineMajor(step)
  if (engine === undefined) return { message, basis: 'parsed', fix }
  if (step.executed !== undefined && engine >= since)
    return { message: `${message} It ran here, on PostgreSQL ${engine}.`, basis: 'parsed', fix }
  const error = engine === target ? step.trace?.error : undefined
  if (error === undefined) return { message, basis: 'parsed', fix }
  return { message, basis: 'executed', evidence: `${error.code}: ${error.message}`, fix }
}
