import { validate } from '@actions/languageservice/validate'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Source } from '../check.ts'

/** What GitHub's own parser has against a file. */
export interface Diagnosis {
  message: string
  start: number
  end: number
  kind: 'invalid' | 'always-true' | 'too-often' | 'unknown-context'
}

/** Reads a workflow or an action as GitHub does. `texts`: the files of the repository by path, for the workflows that it calls. */
export async function diagnose({ path, text }: Source, texts: ReadonlyMap<string, string>): Promise<Diagnosis[]> {
  const document = TextDocument.create(`file:///${path}`, 'yaml', 1, text)
  const found = await validate(document, {
    fileProvider: {
      async getFileContent(reference) {
        const local = 'owner' in reference ? undefined : texts.get(reference.path.replace(/^[.$]\//, ''))
        // What is not here is not judged: an empty workflow would be.
        if (local === undefined) throw new Error('the file is not among those that are checked')
        return { name: reference.path, content: local }
      },
    },
  })
  return found.flatMap(({ message: said, range, code }): Diagnosis[] => {
    const message = typeof said === 'string' ? said : said.value
    if (/^Unable to find reusable workflow|the file is not among those that are checked/.test(message)) return []
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)]
    return [{ message: message.replace(/\.$/, ''), start, end, kind: kindOf(message, code) }]
  })
}

function kindOf(message: string, code: string | number | undefined): Diagnosis['kind'] {
  if (code === 'expression-literal-text-in-condition') return 'always-true'
  if (code === 'on-schedule') return 'too-often'
  return message.startsWith('Context access might be invalid') ? 'unknown-context' : 'invalid'
}
