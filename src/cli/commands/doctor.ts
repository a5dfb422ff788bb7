import { doctor as examine, type DoctorLine } from '../../operations/doctor.ts'
import { wrap } from '../../report/printable.ts'
import { lookOf, type Look } from '../layout.ts'
import type { ExitCode } from '../main.ts'
import { withContext } from '../open.ts'
import { write, writeJson } from '../streams.ts'

/** Exit code 1 when something is broken, so that a script can ask. */
export async function doctor({ format }: { format: string }): Promise<ExitCode> {
  return withContext(async (context) => {
    const result = await examine(context, { node: process.versions.node })
    if (format === 'json') writeJson(result)
    else write(asText(result.lines, await lookOf('stdout', process.env)))
    return result.lines.some((line) => line.state === 'error') ? 1 : 0
  })
}

function asText(lines: readonly DoctorLine[], { paint, width }: Look): string {
  const colours = { ok: paint.green, warning: paint.yellow, error: paint.red }
  const texts = lines.map(({ state, what, mend }) => {
    const [first = '', ...rest] = wrap(what, width - 9)
    const indent = ' '.repeat(9)
    const mending = mend === undefined ? [] : [`${indent}${paint.bold(`→ ${mend}`)}`]
    return [`${colours[state](state.padEnd(7))}  ${first}`, ...rest.map((line) => indent + line), ...mending].join('\n')
  })
  return `${texts.join('\n')}\n`
}
