import { FEATURES } from '../features.ts'
import type { Hit, SqliteRule } from './rule.ts'

export const needsNewerVersion: SqliteRule = {
  name: 'needs-newer-version',
  title: 'The statement needs a newer SQLite than the target',
  severity: 'error',
  why: 'SQLite is the library that the program was built with: a phone, a distribution or a driver may bring one that is years old, and refuses the statement.',
  fix: 'Write what the target knows, or raise checks.sqlite-migration.version to the oldest SQLite that you ship to.',
  sameAs: [],
  find: ({ steps }, { version }) => {
    const target = Number(version.slice(2))
    return steps.flatMap((step): Hit[] => {
      const feature = FEATURES.find(({ minor, mark }) => minor > target && mark.test(step.normalized))
      if (feature === undefined) return []
      return [
        {
          step,
          message: `${feature.what} came with SQLite 3.${feature.minor}; the target is ${version}.`,
          evidence: feature.source,
          basis: 'parsed',
        },
      ]
    })
  },
}
