import { commandPlaces } from '../command-places.ts'
import { CONFIRMS, DESTRUCTIVE, FORBIDS } from '../data/commands.ts'
import { ALL, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const destructiveUnconfirmed: AgentRule = {
  id: 'destructive-unconfirmed',
  title: 'A command that cannot be taken back, and nobody is asked',
  severity: 'warning',
  basis: 'pattern',
  formats: ALL,
  why: 'The model runs what the text shows, on the folder and the account that happen to be there.',
  fix: 'Have it show what will be lost and wait for a yes, in the same section; or use the form that can be undone.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap((text) =>
      commandPlaces(text, DESTRUCTIVE, false)
        .filter(({ near, section, shownAsBad }) => !shownAsBad && !FORBIDS.test(near) && !CONFIRMS.test(section))
        .map(({ start, end, text: command }) => ({
          source: text.source,
          start,
          end,
          message: `"${command}" cannot be taken back, and the section has nobody asked.`,
          evidence: command,
        })),
    ),
}
