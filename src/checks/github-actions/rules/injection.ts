import type { Step } from '../read.ts'
import { record, textOf } from '../read.ts'
import { expressionsIn, valuesOf } from '../expressions.ts'
import { isUntrusted } from '../untrusted.ts'
import type { ActionsRule, Hit, View } from './rule.ts'

/** The scripts of a step: what a shell or node is given to run. */
function scriptsOf({ path, run, uses, value }: Step): { at: readonly PropertyKey[]; text: string }[] {
  const script = uses?.repository === 'actions/github-script' ? textOf(record(value['with'])['script']) : undefined
  return [
    ...(run === undefined ? [] : [{ at: [...path, 'run'], text: run }]),
    ...(script === undefined ? [] : [{ at: [...path, 'with', 'script'], text: script }]),
  ]
}

/** The contexts that are written into scripts, each with its place in the file. */
function written(
  { jobs, yaml, source }: View,
  wanted: (context: string) => boolean,
): { context: string; place: Hit['at'] }[] {
  return jobs.flatMap(({ steps }) =>
    steps.flatMap(scriptsOf).flatMap(({ at, text }) =>
      [...text.matchAll(/\$\{\{/g)].length === 0
        ? []
        : [...new Set(expressionsIn(text).flatMap(valuesOf).filter(wanted))].map((context) => {
            const { start, end } = yaml.rangeOf(at)
            const last = context.split('.').findLast((part) => part !== '*') ?? context
            const found = source.text.slice(start, end).toLowerCase().indexOf(last)
            return {
              context,
              place: found === -1 ? { start, end } : { start: start + found, end: start + found + last.length },
            }
          }),
    ),
  )
}

export const scriptInjection: ActionsRule = {
  name: 'script-injection',
  title: "A stranger's text becomes part of a script",
  severity: 'error',
  why: 'An expression is pasted into the script before the shell sees it. A title of `"; curl … | sh #` runs with the token and the secrets of the job.',
  fix: 'Give it to the step as an environment variable and use that: env: TITLE: ${{ … }} and "$TITLE" in the script.',
  sameAs: ['zizmor:template-injection', 'actionlint:expression'],
  find: (view) =>
    written(view, isUntrusted).map(({ context, place }) => ({
      at: place,
      message: `\`${context}\` can be written by anybody who opens an issue or a pull request, and is pasted into the script.`,
    })),
}

export const inputInScript: ActionsRule = {
  name: 'input-in-script',
  title: 'An input becomes part of a script',
  severity: 'warning',
  enabled: false,
  why: 'Whoever calls the workflow or the action decides what runs. With inputs that come from elsewhere this is an injection.',
  fix: 'env: NAME: ${{ inputs.name }} and "$NAME" in the script.',
  sameAs: [],
  find: (view) =>
    written(view, (context) => /^(?:inputs|github\.event\.inputs)\./.test(context)).map(({ context, place }) => ({
      at: place,
      message: `\`${context}\` is pasted into the script.`,
    })),
}

export const secretInScript: ActionsRule = {
  name: 'secret-in-script',
  title: 'A secret is pasted into a script',
  severity: 'warning',
  why: 'It stands in the script file on the runner and in its process list, quotes in it break the script, and what the shell makes of it is not masked in the log.',
  fix: 'env: TOKEN: ${{ secrets.TOKEN }} on the step, and "$TOKEN" in the script.',
  sameAs: [],
  find: (view) =>
    written(view, (context) => context.startsWith('secrets.')).map(({ context, place }) => ({
      at: place,
      message: `\`${context}\` is pasted into the script.`,
    })),
}

export const allSecrets: ActionsRule = {
  name: 'all-secrets',
  title: 'Every secret of the repository is handed over at once',
  severity: 'warning',
  why: 'One step that leaks its environment leaks all of them, also those that it never needed.',
  fix: 'Name the secrets that are needed, one by one.',
  sameAs: ['zizmor:overprovisioned-secrets', 'zizmor:secrets-inherit'],
  find: ({ jobs, yaml, source }) => [
    ...[...source.text.matchAll(/toJSON\s*\(\s*secrets\s*\)/gi)]
      .filter(({ index }) => !/^\s*#/.test(lineAt(source.text, index)))
      .map(({ index, 0: match }) => ({
        at: { start: index, end: index + match.length },
        message: '`toJSON(secrets)` holds every secret that the job can see.',
      })),
    ...jobs.flatMap(({ path, value, uses }) =>
      value['secrets'] === 'inherit' && uses?.kind === 'remote'
        ? [{ at: yaml.rangeOf([...path, 'secrets']), message: `\`inherit\` gives every secret to ${uses.text}.` }]
        : [],
    ),
  ],
}

const lineAt = (text: string, at: number): string => text.slice(text.lastIndexOf('\n', at) + 1, at)
