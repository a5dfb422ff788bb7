import { isAlwaysLast } from '../../migration-history/past.ts'
import { headOf, shortName, type Versioned, versioned } from '../files.ts'
import type { FileHit, MigrationRule } from './rule.ts'

/** Longer ones are times, which have gaps by nature. */
const LONGEST = 6

export const versionGap: MigrationRule = {
  name: 'version-gap',
  title: 'Number left out between migrations',
  severity: 'note',
  why: 'Files that are otherwise numbered one by one lack a number: a migration was deleted, was never added to the repository, or lies in a branch that is still to come. A database in which it ran is not the one that these files make, and one that comes later is out of order.',
  fix: 'Find the missing file in the history and bring it back; when there never was one, renumber the files that have run nowhere.',
  sameAs: [],
  findInDirectory({ migrations }) {
    const files = versioned(migrations).filter(({ version }) => !isAlwaysLast(version))
    const numbers = files.map(({ version }) => (/^\d+$/.test(version) && version.length <= LONGEST ? +version : NaN))
    if (files.length < 3 || numbers.some(Number.isNaN)) return []
    const gaps = numbers.flatMap((number, at) => {
      const before = numbers[at - 1]
      return before !== undefined && number - before > 1 ? [{ at, from: before + 1, to: number - 1 }] : []
    })
    // Tens and hundreds are meant; one by one is a series in which a hole says something.
    const steps = new Set(numbers).size - 1
    if (gaps.length * 2 > steps) return []
    return gaps.flatMap(({ at, from, to }) => hitAt(files, at, { from, to }))
  },
}

function hitAt(files: readonly Versioned[], at: number, { from, to }: { from: number; to: number }): FileHit[] {
  const [before, after] = [files[at - 1], files[at]]
  if (before === undefined || after === undefined) return []
  const missing = from === to ? `Number ${from} is missing` : `The numbers ${from} to ${to} are missing`
  return [
    {
      ...headOf(after),
      message: `${missing} between ${shortName(before)} and ${shortName(after)}: where such a file ran, the database is another than the one these files make.`,
      basis: 'parsed',
      fix: { description: 'Bring the file back from the history, or renumber the files that have run nowhere.' },
    },
  ]
}
