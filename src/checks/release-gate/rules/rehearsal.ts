import type { Rollback } from '../gate-file.ts'
import type { GateRule, Hit } from './rule.ts'

const MOST_DAYS = 90

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

export const rollbackNotRehearsed: GateRule = {
  name: 'rollback-not-rehearsed',
  title: 'A rollback that nobody has run lately',
  severity: 'warning',
  why: 'Permissions, image retention and the schema change under a rollback that is only written down. The first try is then the outage.',
  fix: `Run it against a staging release and write down the day: rehearsed: YYYY-MM-DD, not older than ${MOST_DAYS} days.`,
  sameAs: [],
  find({ gates, rollback, today }) {
    const said = (each: Rollback | undefined, at: readonly PropertyKey[]): Hit[] => {
      if (each === undefined) return []
      if (each.rehearsed === undefined) return [{ at, message: 'It does not say when it was last run.' }]
      const days = daysBetween(each.rehearsed, today)
      if (days < -1) return [{ at: [...at, 'rehearsed'], message: `${each.rehearsed} has not come yet.` }]
      return days > MOST_DAYS
        ? [
            {
              at: [...at, 'rehearsed'],
              message: `It was last run on ${each.rehearsed}, more than ${MOST_DAYS} days ago.`,
            },
          ]
        : []
    }
    return [
      ...said(rollback, ['rollback']),
      ...gates.flatMap(({ gate, at }) =>
        gate.rollback === 'default' ? [] : said(gate.rollback, ['gates', at, 'rollback']),
      ),
    ]
  },
}
