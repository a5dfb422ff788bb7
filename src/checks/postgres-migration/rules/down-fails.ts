import type { Down } from '../downs.ts'
import type { DownRun } from '../trace/run-down.ts'
import { backs } from '../ways-back.ts'
import type { FileHit, MigrationRule } from './rule.ts'

export const downFails: MigrationRule = {
  name: 'down-fails',
  title: 'A way back that the server refuses',
  severity: 'error',
  why: 'It is run once, in an incident, by somebody in a hurry. Then it stops half-way.',
  fix: 'Mend the statement; the check runs it right after its migration.',
  sameAs: [],
  findInDirectory: (files) =>
    backs(files).flatMap(({ migration, down, run }): FileHit[] =>
      down.problem !== undefined && migration.problem === undefined
        ? [unreadable(down, down.problem)]
        : run?.outcome !== 'failed' || isRefusal(run)
          ? []
          : [
              {
                path: down.source.path,
                start: run.at.start,
                end: run.at.end,
                message: `Right after its migration the server refuses it: ${run.message}.`,
                basis: 'executed',
                evidence: `${run.code}: ${run.message}`,
              },
            ],
    ),
}

/** The server's own parser refuses it, whatever comes before. */
const unreadable = ({ source }: Down, { message, offset }: { message: string; offset: number }): FileHit => ({
  path: source.path,
  start: offset,
  end: Math.max(offset, offset + (/^(?:\w+|\S)/.exec(source.text.slice(offset, offset + 80))?.[0].length ?? 0)),
  message: `The server cannot read this way back: ${message}.`,
  basis: 'parsed',
})

/** It says itself that there is no way back. */
const isRefusal = ({ code, at }: Extract<DownRun, { outcome: 'failed' }>): boolean =>
  code === 'P0001' && /\braise\s+exception\b/i.test(at.text)
