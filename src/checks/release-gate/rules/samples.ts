import { secondsOf } from '../gate-file.ts'
import { sampleSize } from '../sample-size.ts'
import type { GateRule, Hit } from './rule.ts'

const number = (value: number): string => value.toLocaleString('en-US')

export const sampleTooSmall: GateRule = {
  name: 'sample-too-small',
  title: 'A sample that cannot show what the gate looks for',
  severity: 'error',
  why: 'With too few requests a version that is worse by exactly what must not slip through passes more often than the gate admits.',
  fix: 'Take the size that the message gives, or say that only a larger worsening is looked for.',
  sameAs: [],
  find: ({ gates }) =>
    gates.flatMap(({ gate: { sample }, at }): Hit[] => {
      if (sample === undefined) return []
      const { baselinePercent, worseningPercent, size, significance, power } = sample
      const [before, after] = [baselinePercent / 100, (baselinePercent + worseningPercent) / 100]
      if (after > 1 || after === before) {
        const message = 'A worsening of this size does not exist: it ends above 100 % or where it began.'
        return [{ at: ['gates', at, 'sample', 'worseningPercent'], message }]
      }
      const needed = sampleSize({ before, after }, { significance, power })
      if (size >= needed) return []
      return [
        {
          at: ['gates', at, 'sample', 'size'],
          message: `${number(size)} are given and ${number(needed)} are needed on each side.`,
          evidence: `two proportions, one-sided, pooled variance: ${baselinePercent} % to ${(after * 100).toFixed(4).replace(/\.?0+$/, '')} %, significance ${significance}, power ${power}: n = ${needed}`,
        },
      ]
    }),
}

export const sampleNotReached: GateRule = {
  name: 'sample-not-reached',
  title: 'A sample that the canary never gets',
  severity: 'error',
  why: 'The gate waits for requests that do not come, and somebody overrules it, or it decides without them.',
  fix: 'A longer canary, a larger share, or a gate that looks for less.',
  sameAs: [],
  find: ({ gates, canary }) =>
    gates.flatMap(({ gate: { sample, phase }, at }): Hit[] => {
      if (sample === undefined || canary === undefined || phase !== 'canary') return []
      const minutes = secondsOf(canary.duration) / 60
      const reached = Math.floor((canary.requestsPerMinute * canary.sharePercent * minutes) / 100)
      if (reached >= sample.size) return []
      return [
        {
          at: ['gates', at, 'sample', 'size'],
          message: `The canary gets ${number(reached)} requests, and the gate wants ${number(sample.size)}.`,
          evidence: `${canary.requestsPerMinute} a minute × ${canary.sharePercent} % × ${canary.duration} = ${reached}`,
        },
      ]
    }),
}
