import { type Gate, secondsOf } from '../gate-file.ts'
import { valueAt } from '../read.ts'
import type { GateRule, Hit } from './rule.ts'
import { misfitsFor, placeOf } from './shape.ts'

export const thresholdNotNumeric: GateRule = {
  name: 'threshold-not-numeric',
  title: 'A threshold that is no number',
  severity: 'error',
  why: '"Looks healthy" is decided after the fact, by people who want the release to go out.',
  fix: 'threshold: { pass: "<", value: 0.5, unit: "%" }, fixed before the release begins.',
  sameAs: [],
  find: (view) =>
    misfitsFor(view, 'threshold-not-numeric').map((misfit): Hit => {
      const given = valueAt(view.yaml.value, misfit.path)
      const message =
        typeof given === 'string'
          ? `${JSON.stringify(given.slice(0, 80))} cannot be compared with an answer.`
          : 'The gate has no number to compare the answer with.'
      return { ...placeOf(misfit), message }
    }),
}

export const thresholdWithoutUnit: GateRule = {
  name: 'threshold-without-unit',
  title: 'A threshold without a unit',
  severity: 'error',
  why: '0.5 is half a percent to one and fifty percent to the other; 200 is milliseconds in the query and seconds in the head.',
  fix: 'unit: "%", ratio, ms, s, rows, requests/s, bytes or count.',
  sameAs: [],
  find: (view) =>
    misfitsFor(view, 'threshold-without-unit').map((misfit) => ({
      ...placeOf(misfit),
      message: 'The threshold does not say what it counts.',
    })),
}

const UPPER: Readonly<Record<string, number>> = { '%': 100, percent: 100, ratio: 1 }

/** Units of what cannot be below nothing. */
const COUNTS = /^(?:%|percent|ratio|ms|s|seconds?|milliseconds?|rows?|count|bytes|requests?(?:\/s)?|errors?|rps)$/i

export const thresholdCannotFail: GateRule = {
  name: 'threshold-cannot-fail',
  title: 'A gate that no answer can fail',
  severity: 'error',
  why: 'It is shown green next to the others and counts as evidence.',
  fix: 'Turn the comparison around, or take the value that is really meant.',
  sameAs: [],
  find: ({ gates }) =>
    gates.flatMap(({ gate, at }): Hit[] => {
      const because = alwaysPasses(gate.threshold)
      return because === undefined
        ? []
        : [{ at: ['gates', at, 'threshold'], message: `Every answer passes: ${because}.` }]
    }),
}

function alwaysPasses({ pass, value, unit }: Gate['threshold']): string | undefined {
  const most = UPPER[unit.toLowerCase()]
  const atMost =
    (pass === '<=' && most !== undefined && value >= most) || (pass === '<' && most !== undefined && value > most)
  if (atMost) return `nothing is above ${most}${unit === '%' ? ' %' : ` (${unit})`}`
  const atLeast = COUNTS.test(unit) && ((pass === '>=' && value <= 0) || (pass === '>' && value < 0))
  return atLeast ? `nothing is below 0 ${unit}` : undefined
}

export const windowTooLong: GateRule = {
  name: 'window-too-long',
  title: 'A window that is longer than the canary runs',
  severity: 'error',
  why: 'The answer is mostly about the time before the new version was there, so a bad version looks like the good one.',
  fix: 'A window that fits into canary.duration, or a canary that runs longer.',
  sameAs: [],
  find: ({ gates, canary }) =>
    gates.flatMap(({ gate: { phase, window }, at }): Hit[] =>
      phase === 'canary' && canary !== undefined && secondsOf(window) > secondsOf(canary.duration)
        ? [{ at: ['gates', at, 'window'], message: `It covers ${window}, and the canary runs for ${canary.duration}.` }]
        : [],
    ),
}

export const noAbortRule: GateRule = {
  name: 'no-abort-rule',
  title: 'No gate takes the release back',
  severity: 'error',
  why: 'Each of them only stops and waits. At three in the morning waiting means serving errors until somebody is found.',
  fix: 'onBreach: abort for at least one gate that is asked while the new version serves.',
  sameAs: [],
  find: ({ gates, misfits }) => {
    const serving = gates.filter(({ gate }) => gate.phase !== 'before')
    if (misfits.length > 0 || gates.some(({ gate }) => gate.onBreach === 'abort' && gate.phase !== 'before')) return []
    const message =
      serving.length === 0
        ? 'No gate is asked while the new version serves.'
        : 'Every gate that is asked while the new version serves has onBreach: hold.'
    return [{ at: ['gates'], key: true, message }]
  },
}
