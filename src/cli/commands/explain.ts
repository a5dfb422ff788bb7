import { explainRule, type ExampleFile, type RuleExplanation } from '../../operations/rules.ts'
import { printable, wrap } from '../../report/printable.ts'
import { lookOf, printableLines, type Look } from '../layout.ts'
import type { ExitCode } from '../main.ts'
import { withContext } from '../open.ts'
import { write, writeJson } from '../streams.ts'

export async function explain(rule: string, { format }: { format: string }): Promise<ExitCode> {
  return withContext(async (context) => {
    const explanation = await explainRule(context, { rule })
    if (format === 'json') writeJson(explanation)
    else write(asText(explanation, await lookOf('stdout', process.env)))
    return 0
  })
}

function asText({ rule, bad, ok }: RuleExplanation, look: Look): string {
  const { bold, dim } = look.paint
  const paragraph = (title: string, text: string): string =>
    `${bold(title)}\n${wrap(text, look.width - 2)
      .map((line) => `  ${line}`)
      .join('\n')}`
  const blocks = [
    `${bold(rule.id)}  ${rule.severity}${rule.enabled === false ? ' · off until severities in the settings names it' : ''} · since ${rule.since}\n${wrap(rule.title, look.width).join('\n')}`,
    paragraph('Why', rule.why),
    paragraph('Instead', rule.fix),
  ]
  if (bad !== undefined) blocks.push(example('Bad', bad.files, bad.messages, look))
  if (ok !== undefined) blocks.push(example('Good', ok.files, [], look))
  if (rule.sameAs.length > 0) blocks.push(paragraph('Same as', rule.sameAs.join(', ')))
  if (rule.docs !== '') blocks.push(dim(rule.docs))
  return `${blocks.join('\n\n')}\n`
}

function example(
  title: string,
  files: readonly ExampleFile[],
  messages: readonly string[],
  { paint, width }: Look,
): string {
  const texts = files.map(({ path, text }) => {
    const lines = printableLines(text)
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`.trimEnd())
    return [`  ${paint.dim(printable(path))}`, ...lines].join('\n')
  })
  const said = messages.flatMap((message) =>
    wrap(message, width - 4).map((line, index) => `  ${index === 0 ? '→ ' : '  '}${line}`),
  )
  return [paint.bold(title), ...texts, ...said].join('\n')
}
