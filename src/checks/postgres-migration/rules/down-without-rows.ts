import { shortName } from '../files.ts'
import { type DatabaseObject, withoutParts } from '../trace/objects.ts'
import { has, HOLDS_ROWS, listed, lives, placeOf, ran, writesTo } from '../ways-back.ts'
import type { FileHit, MigrationRule } from './rule.ts'

export const downWithoutRows: MigrationRule = {
  name: 'down-without-rows',
  title: 'A way back that brings the shape back and not the rows',
  severity: 'note',
  why: 'The migration dropped it with all that was in it. The way back looks as if nothing was lost.',
  fix: 'Keep the rows for as long as somebody may want to go back: rename instead of drop, and drop in a later migration.',
  sameAs: [],
  findInDirectory: (files) =>
    ran(files).flatMap(({ migration, down, run: { before, up, differ } }): FileHit[] => {
      const gone = before.filter((each) => HOLDS_ROWS.has(each.kind) && !lives(up, each) && !has(differ.missing, each))
      const back = withoutParts(gone).filter((each) => !writesTo(down.statements, tableOf(each)))
      return back.length === 0
        ? []
        : [
            {
              ...placeOf(down),
              message: `${shortName(migration)} drops ${listed(back)}; what comes back is empty.`,
              basis: 'executed',
            },
          ]
    }),
}

const tableOf = ({ kind, name }: DatabaseObject): string =>
  kind === 'column' ? name.slice(0, name.lastIndexOf('.')) : name
