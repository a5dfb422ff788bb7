import { nearest } from '../../../nearest.ts'
import { referenceMentions } from '../mentions.ts'
import { textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const referenceLink: AgentRule = {
  id: 'reference-link',
  title: 'A reference that the text names is not there, or lies too deep',
  severity: 'error',
  basis: 'parsed',
  formats: ['maifady', 'skill'],
  why: 'The model is told to read a file and gets an error, or makes up what stood in it. References below references are not found: clients load one level.',
  fix: 'Write the file, mend the name, or move a nested file up into `references/`.',
  sameAs: [],
  find: (agent) => {
    const topics = agent.references.flatMap(({ place }) => place.topic ?? [])
    // The references of a skill outside a folder `skills` are not among the sources.
    if (agent.format === 'skill' && !/(?:^|\/)skills\/[^/]+\/SKILL\.md$/.test(agent.definition?.source.path ?? ''))
      return []
    const dangling = textsOf(agent).flatMap((text) =>
      referenceMentions(text).flatMap(({ start, end, topic, suffix }) => {
        if (topics.includes(topic) || (suffix !== '.md' && (suffix !== '' || agent.format === 'skill'))) return []
        const word = nearest(topic, topics)
        const hint = word === undefined ? '' : ` Did you mean references/${word}.md?`
        return [{ source: text.source, start, end, message: `There is no references/${topic}.md.${hint}` }]
      }),
    )
    const nested = agent.references
      .filter(({ place }) => place.topic?.includes('/') === true)
      .map(({ source }) => ({
        source,
        start: 0,
        end: 1,
        message: 'The reference lies deeper than one level; move it into references/.',
      }))
    return [...dangling, ...nested]
  },
}
