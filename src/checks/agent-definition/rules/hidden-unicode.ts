import { matches } from '../find-in.ts'
import { ALL } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

/**
 * Characters that a reader does not see and a model reads: controls, zero-width and bidirectional marks (Unicode
 * TR36), the tag block, variation selectors that carry bytes. Joiners are left where scripts and emoji need them.
 */
const HIDDEN =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /(?:[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]|(?<!^)\ufeff|(?<![\p{L}\p{M}\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])[\u200c\u200d]|(?<![\p{Extended_Pictographic}\p{Emoji}])[\ufe00-\ufe0f]|(?<!\p{Script=Han})[\u{e0100}-\u{e01ef}])+/gu

export const hiddenUnicode: AgentRule = {
  id: 'hidden-unicode',
  title: 'The file has characters that no reader sees',
  severity: 'error',
  basis: 'parsed',
  formats: ALL,
  why: 'A model reads what a reviewer cannot see: this is how instructions are smuggled into a shared agent, and how text is shown in another order than it is read.',
  fix: 'Remove them; a file that needs one can say it in words (U+200B).',
  sameAs: [],
  find: ({ sources }) =>
    sources.flatMap((source) =>
      // A run is one finding: a smuggled sentence is one thing.
      [...matches(source.text, HIDDEN)].map(({ start, end, text }) => {
        const points = Array.from(text, codePoint)
        const names = points.slice(0, 4).join(' ') + (points.length > 4 ? ' …' : '')
        const message =
          points.length === 1
            ? `A character is invisible: ${names}.`
            : `${points.length} characters are invisible: ${names}.`
        const fix = { description: 'Remove them', edits: [{ start, end, text: '' }] }
        return { source, start, end, message, evidence: names, fix }
      }),
    ),
}

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
