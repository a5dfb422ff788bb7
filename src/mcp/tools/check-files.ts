import * as z from 'zod/v4'
import type { Report } from '../../checks/finding.ts'
import type { CheckRequest } from '../../operations/check-request.ts'
import { UsageError } from '../../usage-error.ts'
import type { Surface } from '../surface.ts'
import { oneLine } from '../text.ts'
import { describeReport, fitReport } from './fit-report.ts'
import { createNotes } from './progress-notes.ts'
import { defineTool, type Tool } from './tool.ts'

/** Milliseconds for one call, waiting for a free place included. Clients give up after 60 seconds. */
const DEADLINE = 50_000

export const CHECK_FILES: Tool = defineTool({
  name: 'check_files',
  title: 'Check files',
  description:
    'Check files against the rules of the agents: parsed, and SQL migrations executed on an embedded PostgreSQL. Call it when you have written something; mend every error. What was not checked has not passed.',
  input: () =>
    z.strictObject({
      paths: z.array(z.string().min(1).max(1000)).max(500).optional().describe('Files or folders of the project'),
      files: z
        .array(z.strictObject({ path: z.string().min(1).max(1000), text: z.string().max(1_000_000) }))
        .max(200)
        .optional()
        .describe('Texts instead of paths'),
      agent: z.string().max(200).optional().describe('Only its checks'),
      checks: z.array(z.string().max(200)).max(100).optional(),
      since: z.string().max(200).optional().describe('Only what differs from this git ref'),
    }),
  output: () =>
    z.object({
      counts: z.record(z.string(), z.number()),
      findings: z.array(z.looseObject({ rule: z.string(), path: z.string() })),
      notChecked: z.array(z.looseObject({ path: z.string(), reason: z.string() })),
    }),
  handle: async (surface, { paths, files, agent, checks, since }, call) => {
    const arrived = Date.now()
    const notes = createNotes(call)
    const check = async (): Promise<Report> => {
      const { checkFiles } = await import('../../operations/check-files.ts')
      const request = {
        ...chooseInput(surface, paths, files, since),
        ...(agent !== undefined && { agent }),
        ...(checks !== undefined && { checks }),
        deadline: Math.max(1_000, DEADLINE - (Date.now() - arrived)),
      }
      // Paths are meant, and named in the answer, relative to the folder that may be read.
      const context = surface.root === undefined ? surface.context : { ...surface.context, cwd: surface.root }
      return checkFiles(context, request, { signal: call.signal, progress: notes.note })
    }
    const result = fitReport(await surface.gate(check, call.signal).finally(notes.settle))
    return { content: [{ type: 'text', text: describeReport(result) }], structuredContent: { ...result } }
  },
})

function chooseInput(
  surface: Surface,
  paths: string[] = [],
  files: CheckRequest['files'] = [],
  since: string | undefined,
): CheckRequest {
  if (paths.length > 0 && files.length > 0) throw new UsageError('give paths or files, not both.')
  if (files.length > 0) {
    if (since !== undefined)
      throw new UsageError('since compares files on disk with git: give paths with it, not files.')
    return { files }
  }
  if (surface.root === undefined)
    throw new UsageError(
      'this server reads no files: give their texts as files: [{"path", "text"}]. Paths work when it is started with --root <folder>.',
    )
  if (paths.length === 0 && since === undefined) throw new UsageError('give paths, or files: [{"path", "text"}].')
  if (since?.startsWith('-') === true) throw new UsageError(`"${oneLine(since, 40)}" is no git ref.`)
  return { paths: paths.length === 0 ? ['.'] : paths, root: surface.root, ...(since !== undefined && { since }) }
}
