import { nearest } from '../../../nearest.ts'
import { KEYS } from '../gate-file.ts'
import type { Misfit } from '../read.ts'
import type { GateRule, Hit, View } from './rule.ts'

/** Misfits that have a rule of their own, by the end of their path. */
const OWN: readonly [rule: string, end: RegExp][] = [
  ['threshold-not-numeric', /^gates\.\d+\.threshold(?:\.value|\.pass)?$/],
  ['threshold-without-unit', /^gates\.\d+\.threshold\.unit$/],
  ['gate-without-owner', /^gates\.\d+\.owner$/],
  ['gate-without-rollback', /^gates\.\d+\.rollback$/],
]

const pathText = ({ path }: Misfit): string => path.map(String).join('.')
const ownerOf = (misfit: Misfit): string | undefined => OWN.find(([, end]) => end.test(pathText(misfit)))?.[0]

/** The misfits that a rule speaks of. */
export const misfitsFor = ({ misfits }: View, rule: string): Misfit[] =>
  misfits.filter((misfit) => ownerOf(misfit) === rule)

/** A missing key is shown at what should hold it. */
export const placeOf = ({ path, missing }: Misfit): Pick<Hit, 'at' | 'key'> =>
  missing ? { at: path.slice(0, -1) } : { at: path }

export const syntax: GateRule = {
  name: 'syntax',
  title: 'The file is no YAML',
  severity: 'error',
  why: 'No gate of a file that cannot be read stops anything.',
  fix: 'Mend the YAML where the message says.',
  sameAs: [],
  find: ({ yaml: { error } }) =>
    error === undefined ? [] : [{ at: [], message: `It cannot be read as YAML: ${error.message}.` }],
}

export const invalidGateFile: GateRule = {
  name: 'invalid-gate-file',
  title: 'A part of the file has not the shape of a gate file',
  severity: 'error',
  why: 'A program that reads the gates passes over what it does not know: a misspelt key is a gate that nobody asks.',
  fix: 'Follow schemas/release-gates.schema.json of the package; an editor completes from it.',
  sameAs: [],
  find: (view) =>
    view.misfits
      .filter((misfit) => ownerOf(misfit) === undefined)
      .map((misfit): Hit => {
        const name = String(misfit.path.at(-1) ?? 'the file')
        const message = misfit.missing
          ? `"${name}" is missing: ${misfit.message}.`
          : `"${name}" is not right: ${misfit.message}${hintOf(misfit)}`
        return { ...placeOf(misfit), ...(misfit.missing ? {} : { key: true as const }), message }
      }),
}

function hintOf({ path, message }: Misfit): string {
  if (message !== 'there is no such key') return '.'
  const word = nearest(String(path.at(-1)), KEYS)
  return word === undefined ? '.' : `; did you mean "${word}"?`
}

export const gateWithoutOwner: GateRule = {
  name: 'gate-without-owner',
  title: 'A gate that nobody answers for',
  severity: 'error',
  why: 'When the gate is between pass and fail at night, somebody has to decide. Without a name the release goes on by itself.',
  fix: 'owner: a team with the channel it is reached by, or a person.',
  sameAs: [],
  find: (view) =>
    misfitsFor(view, 'gate-without-owner').map((misfit) => ({ ...placeOf(misfit), message: 'The gate has no owner.' })),
}

export const gateWithoutRollback: GateRule = {
  name: 'gate-without-rollback',
  title: 'A gate without a way back',
  severity: 'error',
  why: 'The gate says stop and nobody knows what to type. The time in which that is found out is the outage.',
  fix: 'rollback: a command with its rto, or `rollback: default` and one rollback for the whole file.',
  sameAs: [],
  find: (view) => [
    ...misfitsFor(view, 'gate-without-rollback').map((misfit) => ({
      ...placeOf(misfit),
      message: 'The gate has no rollback with a command and the time that it may take (rto).',
    })),
    ...view.gates.flatMap(({ gate, at }) =>
      gate.rollback === 'default' && view.rollback === undefined
        ? [{ at: ['gates', at, 'rollback'], message: 'It refers to the rollback of the file, and the file has none.' }]
        : [],
    ),
  ],
}

export const duplicateGateId: GateRule = {
  name: 'duplicate-gate-id',
  title: 'Two gates with one name',
  severity: 'error',
  why: 'The evidence of one is filed under the other, and one of them was not looked at.',
  fix: 'Give each gate an id of its own.',
  sameAs: [],
  find: ({ gates }) =>
    gates.flatMap(({ gate: { id }, at }) =>
      gates.some((other) => other.gate.id === id && other.at < at)
        ? [{ at: ['gates', at, 'id'], message: `A gate before it is called "${id}" too.` }]
        : [],
    ),
}
