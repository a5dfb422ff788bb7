import * as z from 'zod/v4'
import { getAgent } from '../../operations/get-agent.ts'
import { UsageError } from '../../usage-error.ts'
import { describeOrigin } from '../origin.ts'
import { ANSWER_LIMIT, paginate } from '../text.ts'
import { defineTool, type Tool } from './tool.ts'

export const GET_AGENT: Tool = defineTool({
  name: 'get_agent',
  title: 'Read an agent',
  description:
    'The instructions of an agent, as Markdown: read them and work by them. `part` gives one of its references, when the text says to read it.',
  input: () =>
    z.strictObject({
      name: z.string().max(200),
      part: z.string().max(200).optional().describe('references/<topic>'),
    }),
  handle: async ({ context }, { name, part }) => {
    const { part: wanted, page } = splitPage(part)
    const { agent, text } = await getAgent(context, { name, ...(wanted !== undefined && { part: wanted }) })
    const pages = paginate(describeOrigin(agent) + text, ANSWER_LIMIT - 100)
    const body = pages[page - 1]
    if (body === undefined)
      throw new UsageError(`${agent.name} has only ${pages.length} page${pages.length === 1 ? '' : 's'} there.`)
    const next =
      page < pages.length ? `\n\n[Page ${page} of ${pages.length}. Go on with part "${wanted ?? ''}#${page + 1}".]` : ''
    return { content: [{ type: 'text', text: body + next }] }
  },
})

/** `references/mysql#2` is the second page of a part that is too long for one answer, `#2` that of the core. */
function splitPage(part: string | undefined): { part: string | undefined; page: number } {
  const match = /^(.*)#([1-9]\d{0,3})$/s.exec(part ?? '')
  const name = match === null ? part : match[1]
  return { part: name === '' ? undefined : name, page: match === null ? 1 : Number(match[2]) }
}
