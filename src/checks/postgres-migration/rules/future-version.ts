import { headOf, shortName, type Versioned, versioned } from '../files.ts'
import type { FileHit, MigrationRule } from './rule.ts'

/** YYYYMMDD, with or without HHMM or HHMMSS behind it. */
const DATE = /^(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?$/

export const futureVersion: MigrationRule = {
  name: 'future-version',
  title: 'Version that is a time still to come',
  severity: 'warning',
  why: 'Tools number a new migration with the time at which it is made. Until the date of this one has passed, every migration that is made sorts before it: tools that go by the highest version skip those files or refuse them.',
  fix: 'Number the file with the time at which it was made, before it runs anywhere.',
  sameAs: [],
  findInDirectory({ migrations, today }) {
    const tomorrow = dayAfter(today)
    return versioned(migrations).flatMap((migration): FileHit[] => {
      const date = dateOf(migration)
      // One day more: it may be tomorrow where it was written.
      if (date === undefined || date <= tomorrow) return []
      return [
        {
          ...headOf(migration),
          message: `${shortName(migration)} is numbered for ${date}, which is still to come: migrations made until then sort before it and are run late, refused or left out.`,
          basis: 'parsed',
          fix: { description: 'Rename it to the time at which it was made.' },
        },
      ]
    })
  },
}

/** `YYYY-MM-DD`, or undefined when the version is no time. */
function dateOf({ version }: Versioned): string | undefined {
  const [, year, month, day] = DATE.exec(version) ?? []
  return day === undefined ? undefined : `${year}-${month}-${day}`
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}
