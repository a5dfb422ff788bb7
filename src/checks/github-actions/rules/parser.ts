import type { Diagnosis } from '../diagnose.ts'
import type { ActionsRule, Hit, View } from './rule.ts'

const said = ({ diagnoses }: View, kind: Diagnosis['kind']): Hit[] =>
  diagnoses
    .filter((each) => each.kind === kind)
    .map(({ message, start, end }) => ({ at: { start, end }, message: `GitHub's parser says: ${message}.` }))

export const syntax: ActionsRule = {
  name: 'syntax',
  title: 'The file cannot be read as YAML',
  severity: 'error',
  why: 'GitHub shows an error on the Actions page and runs nothing of the file.',
  fix: 'Mend the YAML where the message says.',
  sameAs: ['actionlint:syntax-check'],
  find: ({ yaml: { error } }) =>
    error === undefined ? [] : [{ at: error, message: `It cannot be read as YAML: ${error.message}.` }],
}

export const invalidWorkflow: ActionsRule = {
  name: 'invalid-workflow',
  title: 'GitHub refuses the file, or a part of it has no meaning there',
  severity: 'error',
  why: 'The run fails before its first step, or not at all: a workflow with an unknown key or event never starts.',
  fix: 'Follow the workflow syntax; the message names the key, the value or the place in the expression.',
  sameAs: ['actionlint:syntax-check', 'actionlint:expression', 'actionlint:job-needs', 'actionlint:events'],
  find: (view) => said(view, 'invalid'),
}

export const unknownContext: ActionsRule = {
  name: 'unknown-context',
  title: 'An expression reads something that nothing sets',
  severity: 'warning',
  why: 'It is the empty text, without an error: a deploy without its version, a condition that never holds.',
  fix: 'The id of a step before it, an output that the job declares, or a name that the event has.',
  sameAs: [],
  find: (view) => said(view, 'unknown-context'),
}

export const conditionAlwaysTrue: ActionsRule = {
  name: 'condition-always-true',
  title: 'A condition that always holds',
  severity: 'error',
  why: 'Text around `${{ }}` makes the whole a text, and a text that is not empty is true: the step runs on every branch.',
  fix: 'The whole condition inside one `${{ }}`, or none at all.',
  sameAs: ['actionlint:if-cond', 'zizmor:unsound-condition'],
  find: (view) => said(view, 'always-true'),
}

export const scheduleTooOften: ActionsRule = {
  name: 'schedule-too-often',
  title: 'A schedule below five minutes',
  severity: 'warning',
  why: 'GitHub starts scheduled workflows every five minutes at most, later when it is busy. What counts on more is not run.',
  fix: 'Every five minutes or less often; what has to be prompt needs another trigger.',
  sameAs: ['actionlint:events'],
  find: (view) => said(view, 'too-often'),
}
