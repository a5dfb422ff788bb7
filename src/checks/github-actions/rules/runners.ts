import { textOf } from '../read.ts'
import type { ActionsRule, Hit, View } from './rule.ts'

/**
 * Images of GitHub-hosted runners and the day on which they went. Sources: github.blog/changelog 2025-01-15 (Ubuntu 20) and 2025-09-19
 * (macOS 13), actions/runner-images issues 10721, 11101, 12045 and 13046; read 2026-11-27.
 */
const GONE: Readonly<Record<string, { since: string; instead: string }>> = {
  'ubuntu-18.04': { since: '2023-04-03', instead: 'ubuntu-24.04' },
  'ubuntu-20.04': { since: '2025-04-15', instead: 'ubuntu-24.04' },
  'macos-10.15': { since: '2022-12-01', instead: 'macos-15' },
  'macos-12': { since: '2024-12-03', instead: 'macos-15' },
  'macos-13': { since: '2025-12-04', instead: 'macos-15-intel, or macos-15 on ARM' },
  'windows-2019': { since: '2025-06-30', instead: 'windows-2025' },
}

/** The labels of a job, and those that its matrix gives to `runs-on`, each with its path. */
function labelsOf({ jobs }: View): { label: string; at: readonly PropertyKey[]; alone: boolean }[] {
  return jobs.flatMap(({ path, value }) => {
    const runsOn = value['runs-on']
    const list = Array.isArray(runsOn)
    const own = list
      ? runsOn.map((label, at) => ({ label, at: [...path, 'runs-on', at] }))
      : [{ label: runsOn, at: [...path, 'runs-on'] }]
    const axis = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(textOf(runsOn) ?? '')?.[1]
    const matrix = axis === undefined ? undefined : at(value, ['strategy', 'matrix', axis])
    const fromMatrix = Array.isArray(matrix)
      ? matrix.map((label, place) => ({ label, at: [...path, 'strategy', 'matrix', axis ?? '', place] }))
      : []
    return [...own, ...fromMatrix].flatMap(({ label, at }) =>
      typeof label === 'string' ? [{ label, at, alone: !list || runsOn.length === 1 }] : [],
    )
  })
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((parent, key) => (parent as Record<string, unknown> | null | undefined)?.[key], value)

export const retiredRunner: ActionsRule = {
  name: 'retired-runner',
  title: 'A runner image that is gone',
  severity: 'error',
  why: 'The job waits for a machine that does not come and is cancelled after a day, or fails at once.',
  fix: 'The image that the message names, and a look at what it has installed.',
  sameAs: ['actionlint:runner-label'],
  find: (view) =>
    labelsOf(view).flatMap(({ label, at, alone }): Hit[] => {
      const row = GONE[label.toLowerCase()]
      // Among other labels it is the name of somebody's own machine.
      return row === undefined || !alone
        ? []
        : [{ at, message: `GitHub took "${label}" away on ${row.since}.`, fix: { description: row.instead } }]
    }),
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
const SHELLS = new Set(['bash', 'sh', 'pwsh', 'powershell', 'cmd', 'python'])

export const unknownShell: ActionsRule = {
  name: 'unknown-shell',
  title: 'A shell that there is not',
  severity: 'error',
  why: 'The step fails. A shell of one’s own is a command with {0} for the script’s file.',
  fix: 'bash, sh, pwsh, powershell, cmd or python; or a command with {0}.',
  sameAs: ['actionlint:shell-name'],
  find: ({ jobs }) =>
    jobs.flatMap(({ steps }) =>
      steps.flatMap(({ path, value }): Hit[] => {
        const shell = textOf(value['shell'])
        return shell === undefined || SHELLS.has(shell) || /\{0\}|\$\{\{/.test(shell)
          ? []
          : [{ at: [...path, 'shell'], message: `There is no shell "${shell}", and it has no {0} for the script.` }]
      }),
    ),
}

export const disabledCommand: ActionsRule = {
  name: 'disabled-command',
  title: 'A workflow command that is switched off or on its way out',
  severity: 'warning',
  why: 'set-env and add-path do nothing since November 2020, as they let any output set variables; set-output and save-state warn in every run and can be written by any program whose output is shown.',
  fix: 'echo "name=value" >> "$GITHUB_OUTPUT" (or GITHUB_ENV, GITHUB_PATH, GITHUB_STATE).',
  sameAs: ['actionlint:deprecated-commands', 'zizmor:insecure-commands'],
  find: ({ jobs, yaml, source }) =>
    jobs.flatMap(({ steps }) =>
      steps.flatMap(({ path, run }): Hit[] => {
        const command = /::(set-output|save-state|set-env|add-path)(?:\s+name=[^:]*)?::/.exec(run ?? '')
        if (command === null) return []
        const { start, end } = yaml.rangeOf([...path, 'run'])
        const found = source.text.indexOf(`::${command[1]}`, start)
        return [
          {
            at: found === -1 ? { start, end } : { start: found, end: found + command[0].length },
            message: `\`::${command[1]}::\` is ${/^set-env|add-path$/.test(command[1] ?? '') ? 'switched off' : 'deprecated'}.`,
          },
        ]
      }),
    ),
}
