import { record } from '../read.ts'
import type { ActionsRule, Hit } from './rule.ts'

export const missingPermissions: ActionsRule = {
  name: 'missing-permissions',
  title: 'What the token may do is left to the settings of the repository',
  severity: 'warning',
  why: 'In repositories and organisations made before February 2023 the default is to write everything: code, releases, packages. A fork or a copy has other settings than this repository.',
  fix: 'permissions: { contents: read } at the top, and more only on the job that needs it.',
  sameAs: ['zizmor:excessive-permissions', 'scorecard:Token-Permissions'],
  find: ({ kind, value, jobs, triggers }) => {
    const silent = jobs.filter((job) => job.value['permissions'] === undefined)
    // A workflow that is only called gets the permissions of its caller at most.
    const called = triggers.size === 1 && triggers.has('workflow_call')
    if (kind === 'action' || value['permissions'] !== undefined || silent.length === 0 || called) return []
    const names = silent
      .map(({ id }) => `"${id}"`)
      .slice(0, 5)
      .join(', ')
    return [
      {
        at: ['jobs'],
        key: true,
        message: `Neither the workflow nor ${silent.length === 1 ? 'the job' : 'the jobs'} ${names} say what the token may do.`,
      },
    ]
  },
}

export const excessivePermissions: ActionsRule = {
  name: 'excessive-permissions',
  title: 'A token that may do more than the job needs',
  severity: 'warning',
  why: 'Every step, and every action in it, has the token. With write-all a linter can push to the default branch.',
  fix: 'permissions: {} or contents: read at the top; the scopes to write on the one job that writes.',
  sameAs: ['zizmor:excessive-permissions', 'scorecard:Token-Permissions'],
  find: ({ value, jobs }) => {
    const all = [
      { at: ['permissions'] as readonly PropertyKey[], given: value['permissions'] },
      ...jobs.map((job) => ({ at: [...job.path, 'permissions'], given: job.value['permissions'] })),
    ]
    const everything = all.flatMap(({ at, given }): Hit[] =>
      given === 'write-all' ? [{ at, message: 'The token may write everything.' }] : [],
    )
    const working = jobs.filter(({ steps, uses }) => steps.length > 0 || uses !== undefined)
    if (working.length < 2) return everything
    const writes = Object.entries(record(value['permissions'])).flatMap(([scope, level]): Hit[] =>
      level === 'write' && scope !== 'id-token'
        ? [{ at: ['permissions', scope], message: `All ${working.length} jobs may write ${scope}.` }]
        : [],
    )
    return [...everything, ...writes]
  },
}
