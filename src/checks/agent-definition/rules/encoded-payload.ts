import { matches } from '../find-in.ts'
import { ALL } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

/** Longer than any digest that is written out: SHA-512 has 88 characters in base64 and 128 in hexadecimal. */
const BASE64 = /(?:[A-Za-z0-9+/_-]{120,}|(?:[A-Za-z0-9+/]{60,76}\r?\n[ \t]*){2,}[A-Za-z0-9+/]+)={0,2}/g
const HEX =
  /\b(?:[0-9a-f]{2}){65,}\b|(?:\\x[0-9a-f]{2}){16,}|(?:\\u[0-9a-f]{4}){16,}|(?:%[0-9a-f]{2}){24,}|(?:&#x?[0-9a-f]+;){16,}/gi

export const encodedPayload: AgentRule = {
  id: 'encoded-payload',
  title: 'The file carries encoded data',
  severity: 'error',
  basis: 'pattern',
  formats: ALL,
  why: 'A reviewer cannot read it and a model can: encoded text is the second way to smuggle instructions, and it costs tokens in any case.',
  fix: 'Write it in the clear, or keep it in a file of its own.',
  sameAs: [],
  find: ({ sources }) =>
    sources.flatMap((source) => {
      const base64 = [...matches(source.text, BASE64)].filter(({ text }) => looksEncoded(text))
      return [...base64, ...matches(source.text, HEX)].map(({ start, end, text }) => ({
        source,
        start,
        end,
        message: `${text.length} characters of encoded data.`,
        evidence: `${text.slice(0, 40)}…`,
      }))
    }),
}

/** A long path or a rule of dashes has not all of it. */
const looksEncoded = (text: string): boolean =>
  /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && new Set(text).size >= 20
