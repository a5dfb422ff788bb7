import { factsOf } from '../facts.ts'
import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const factSource: AgentRule = {
  id: 'fact-source',
  title: 'A fact lacks its text, source or date',
  severity: 'error',
  basis: 'parsed',
  formats: OURS,
  why: 'A fact is worth what can be looked up: what was read, where, and when.',
  fix: 'Give each fact id, claim, versions, source (an https address, or how it was executed), checked and expires (YYYY-MM-DD).',
  sameAs: [],
  find: (agent, { today }) => {
    const { facts } = agent
    if (facts === undefined) return []
    const entries = factsOf(agent)
    return entries.flatMap(({ id, range, path, data }) => {
      const wrong = (key: string, message: string) => ({
        source: facts.source,
        ...facts.rangeOf([...path, key]),
        message,
      })
      const missing = ['id', 'claim', 'versions', 'source', 'checked', 'expires']
        .filter((key) => typeof data[key] !== 'string' || data[key].trim() === '')
        .map((key) => ({ source: facts.source, ...range, message: `The fact "${id ?? '?'}" has no ${key}.` }))
      const hits = [...missing]
      if (entries.filter((other) => other.id === id).length > 1) hits.push(wrong('id', `The id "${id}" is used twice.`))
      const { source, checked, expires } = data
      if (typeof source === 'string' && !/^https:\/\/[^\s]+\.[^\s]+|^executed\b/.test(source)) {
        hits.push(wrong('source', 'The source is neither an https address nor "executed …".'))
      }
      for (const [key, date] of Object.entries({ checked, expires })) {
        if (typeof date === 'string' && !isDate(date))
          hits.push(wrong(key, `"${date.slice(0, 40)}" is no date of the form YYYY-MM-DD.`))
      }
      if (typeof checked === 'string' && isDate(checked) && checked > today)
        hits.push(wrong('checked', `${checked} is in the future.`))
      return hits
    })
  },
}

const isDate = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
