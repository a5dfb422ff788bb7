import { record } from '../read.ts'
import { nearest } from '../../../nearest.ts'
import type { ActionsRule, Hit } from './rule.ts'

export const wrongActionInput: ActionsRule = {
  name: 'wrong-action-input',
  title: 'An action of this repository is called with other inputs than it has',
  severity: 'error',
  why: 'An unknown input is only a warning in the log; a required one that is missing is the empty text. The step does something else than it says.',
  fix: 'The inputs of its action.yml.',
  sameAs: ['actionlint:action'],
  find: ({ jobs, actions }) =>
    jobs.flatMap(({ steps }) =>
      steps.flatMap(({ path, uses, value }): Hit[] => {
        const action =
          uses?.kind === 'local' ? actions.get(uses.text.replace(/^[.$]\//, '').replace(/\/$/, '')) : undefined
        if (action === undefined || action.yaml.error !== undefined) return []
        const inputs = record(action.value['inputs'])
        const given = record(value['with'])
        const has = (name: string): boolean =>
          Object.keys(inputs).some((each) => each.toLowerCase() === name.toLowerCase())
        const unknown = Object.keys(given).filter((name) => !has(name))
        const missing = Object.entries(inputs).filter(([name, input]) => {
          const { required, default: preset } = record(input)
          return (
            (required === true || required === 'true') &&
            preset === undefined &&
            !Object.keys(given).some((each) => each.toLowerCase() === name.toLowerCase())
          )
        })
        return [
          ...unknown.map((name): Hit => {
            const word = nearest(name, Object.keys(inputs))
            const hint = word === undefined ? '' : ` Did you mean "${word}"?`
            return { at: [...path, 'with', name], key: true, message: `${uses?.text} has no input "${name}".${hint}` }
          }),
          ...missing.map(([name]): Hit => ({
            at: [...path, 'uses'],
            message: `${uses?.text} wants the input "${name}".`,
          })),
        ]
      }),
    ),
}
