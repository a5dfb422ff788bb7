import { getAgent } from '../../operations/get-agent.ts'
import { printable } from '../../report/printable.ts'
import { lookOf, printableLines } from '../layout.ts'
import type { ExitCode } from '../main.ts'
import { withContext } from '../open.ts'
import { terminalOf, write, writeError, writeJson } from '../streams.ts'

/** The Markdown alone goes to stdout, so that it can be piped; where there is more to read is said on stderr to a person. */
export async function show(name: string, { part, format }: { part?: string; format: string }): Promise<ExitCode> {
  return withContext(async (context) => {
    const { agent, text } = await getAgent(context, part === undefined ? { name } : { name, part })
    if (format === 'json') {
      const { title, category, tier, description, layer, path, checks, handoffs, references } = agent
      writeJson({
        name: agent.name,
        title,
        category,
        tier,
        description,
        layer,
        path,
        checks,
        handoffs,
        references,
        part: part ?? null,
        text,
      })
      return 0
    }
    const { isTTY } = await terminalOf('stdout')
    const shown = isTTY ? printableLines(text) : text
    write(shown.endsWith('\n') ? shown : `${shown}\n`)
    if (isTTY && part === undefined && agent.references.length > 0) {
      const { dim } = (await lookOf('stderr', process.env)).paint
      const lines = agent.references.map(
        ({ topic, readWhen }) => `  --part references/${topic}  ${printable(readWhen)}`,
      )
      writeError(dim(`\nMore of it:\n${lines.join('\n')}\n`))
    }
    return 0
  })
}
