import { record, textOf } from '../read.ts'
import type { ActionsRule, Hit, View } from './rule.ts'

/** Whether a later step of the job puts files of the workspace where others can read them. */
const uploads = ({ jobs }: View): boolean =>
  jobs.some(({ steps }) => steps.some(({ uses }) => uses?.repository === 'actions/upload-artifact'))

export const persistedCredentials: ActionsRule = {
  name: 'persisted-credentials',
  title: 'The token stays in .git/config for every later step',
  severity: 'note',
  why: 'checkout leaves the token where each later step, and each package script, can read it; an artifact of the whole folder takes it along.',
  fix: 'with: persist-credentials: false, unless a later step pushes.',
  sameAs: ['zizmor:artipacked'],
  find: (view) =>
    view.jobs.flatMap(({ steps }) => {
      if (steps.some(({ run }) => /\bgit\s+(?:push|fetch|pull|submodule)\b/.test(run ?? ''))) return []
      return steps.flatMap(({ path, uses, value }): Hit[] => {
        const given = record(value['with'])['persist-credentials']
        if (uses?.repository !== 'actions/checkout' || given === false || given === 'false') return []
        const more = uploads(view) ? ', and the workflow uploads artifacts' : ''
        return [{ at: [...path, 'uses'], message: `The token is kept${more}.` }]
      })
    }),
}

/** Inputs that take a key which never ends, by action. Their own documentation recommends OIDC. */
const LONG_LIVED: Readonly<Record<string, { inputs: readonly string[]; instead: string }>> = {
  'aws-actions/configure-aws-credentials': {
    inputs: ['aws-access-key-id', 'aws-secret-access-key'],
    instead:
      'permissions: id-token: write, and role-to-assume with a role that trusts token.actions.githubusercontent.com.',
  },
  'google-github-actions/auth': {
    inputs: ['credentials_json'],
    instead: 'permissions: id-token: write, and workload_identity_provider.',
  },
  'azure/login': {
    inputs: ['creds'],
    instead:
      'permissions: id-token: write, and client-id, tenant-id and subscription-id of an app with a federated credential.',
  },
}

export const longLivedCloudKey: ActionsRule = {
  name: 'long-lived-cloud-key',
  title: 'A cloud key that never ends',
  severity: 'warning',
  why: 'Once it leaks, from a log, a fork or a step, it works until somebody notices. A token of OIDC works for the minutes of the run, from this workflow only.',
  fix: 'OpenID Connect: the cloud trusts the run itself, and nothing is stored.',
  sameAs: [],
  find: ({ jobs }) =>
    jobs.flatMap(({ steps }) =>
      steps.flatMap(({ path, uses, value }): Hit[] => {
        const row = LONG_LIVED[uses?.repository ?? '']
        const given = record(value['with'])
        const input = row?.inputs.find((name) => given[name] !== undefined && given[name] !== '')
        if (row === undefined || input === undefined) return []
        // A key of the run itself: what an earlier step of the same job got by OIDC.
        if (/\$\{\{\s*(?:steps|env)\./.test(textOf(given[input]) ?? '')) return []
        return [
          {
            at: [...path, 'with', input],
            key: true,
            message: `\`${input}\` is a stored key.`,
            fix: { description: row.instead },
          },
        ]
      }),
    ),
}

export const plainPassword: ActionsRule = {
  name: 'plain-password',
  title: 'A password in the file',
  severity: 'error',
  why: 'Everybody who can read the repository has it, and its history keeps it.',
  fix: 'credentials: password: ${{ secrets.REGISTRY_TOKEN }}, and a new password.',
  sameAs: ['actionlint:credentials', 'zizmor:hardcoded-container-credentials'],
  find: ({ jobs }) =>
    jobs.flatMap(({ path, value }) => {
      const containers = [
        { at: [...path, 'container'], container: value['container'] },
        ...Object.entries(record(value['services'])).map(([name, container]) => ({
          at: [...path, 'services', name],
          container,
        })),
      ]
      return containers.flatMap(({ at, container }): Hit[] => {
        const password = textOf(record(record(container)['credentials'])['password'])
        return password === undefined || password.includes('${{')
          ? []
          : [{ at: [...at, 'credentials', 'password'], message: 'The password of the registry is written out.' }]
      })
    }),
}
