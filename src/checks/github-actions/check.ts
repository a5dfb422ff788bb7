import type { CheckInput, CheckOutput, RawFinding } from '../check.ts'
import { diagnose } from './diagnose.ts'
import { readWorkflow, type Workflow } from './read.ts'
import { ACTIONS_RULES } from './rules/index.ts'
import { ruleId, type View } from './rules/rule.ts'

/** Reads workflows and actions and judges them; see `index.ts`. */
export async function check({ sources, today, progress, deadline }: CheckInput): Promise<CheckOutput> {
  const ends = performance.now() + deadline
  const output: CheckOutput & Required<Pick<CheckOutput, 'comments'>> = {
    findings: [],
    notChecked: [],
    checked: [],
    comments: [],
  }
  const files = sources.map(readWorkflow)
  const texts = new Map(sources.map(({ path, text }) => [path, text]))
  const actions = new Map(
    files.flatMap((file) =>
      file.kind === 'action' ? [[file.source.path.replace(/\/?action\.ya?ml$/, ''), file] as const] : [],
    ),
  )
  for (const file of files.filter(({ source }) => source.report)) {
    const before = performance.now()
    const { path } = file.source
    if (before > ends) {
      output.notChecked.push({
        path,
        reason: 'the time was up before it was read',
        remedy: 'check fewer files at a time',
      })
      continue
    }
    output.comments.push(...file.yaml.comments.map((comment) => ({ path, ...comment })))
    const gap = gapOf(file)
    if (gap === undefined) {
      // What our own reading refuses is not shown to a parser that has no limits.
      const diagnoses = file.yaml.error === undefined ? await diagnose(file.source, texts) : []
      output.findings.push(...judge({ ...file, diagnoses, actions, today }))
      output.checked.push({ path, ms: Math.round(performance.now() - before) })
    } else output.notChecked.push({ path, ...gap })
    progress(path)
  }
  return output
}

/** An `action.yml` that is something else's: no action has neither `runs` nor a name. */
function gapOf({ kind, yaml, value }: Workflow): { reason: string; remedy: string } | undefined {
  if (kind !== 'action' || yaml.error !== undefined || 'runs' in value || 'inputs' in value) return undefined
  return { reason: 'it has neither runs nor inputs, so it is no GitHub action', remedy: 'leave it out of the call' }
}

function judge(view: View): RawFinding[] {
  const { source, yaml } = view
  const rules = yaml.error === undefined ? ACTIONS_RULES : ACTIONS_RULES.filter(({ name }) => name === 'syntax')
  return rules.flatMap(({ name, find }) =>
    find(view).map(({ at, key, basis, ...hit }): RawFinding => {
      const { start, end } = 'start' in at ? at : key ? yaml.keyRangeOf(at) : yaml.rangeOf(at)
      const line = source.text.indexOf('\n', start)
      return {
        rule: ruleId(name),
        path: source.path,
        start,
        end: line === -1 ? end : Math.min(end, line),
        basis: basis ?? 'parsed',
        ...hit,
      }
    }),
  )
}
