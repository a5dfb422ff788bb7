import { getAgent } from '../../operations/get-agent.ts'
import { lookOf, printable } from '../layout.ts'
import type { ExitCode } from '../main.ts'
import { withContext } from '../open.ts'
import { write, writeError, writeJson } from '../streams.ts'

/** The Markdown alone goes to stdout, so that it can be piped; where there is more to read is said on stderr to a person. */
export async function show(name: string, { part, format }: { part?: string; format: string }): Promise<ExitCode> {
  return withContext(async (context) => {
    const { agent, text } = await getAgent(context, part === undefined ? { name } : { name, part })
    if (format === 'json') {
      const { title, category, tier, description, layer, path, checks, handoffs, references } = agent
      await writeJson({ name: agent.name, title, category, tier, description, layer, path, checks, handoffs, references, part: part ?? null, text })
      return 0
    }
    const shown = process.stdout.isTTY ? printable(text) : text
    await write(shown.endsWith('\n') ? shown : `${shown}\n`)
    if (process.stdout.isTTY && part === undefined && agent.references.length > 0) {
      const { dim } = lookOf(process.stderr, process.env).paint
      const lines = agent.references.map(({ topic, readWhen }) => `  --part references/${topic}  ${printable(readWhen)}`)
      await writeError(dim(`\nMore of it:\n${lines.join('\n')}\n`))
    }
    return 0
  })
}
