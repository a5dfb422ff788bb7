import { commandPlaces } from '../command-places.ts'
import { FORBIDS, REMOTE_EXECUTION, REMOTE_INSTRUCTIONS } from '../data/commands.ts'
import { ALL, textsOf } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

export const remoteExecution: AgentRule = {
  id: 'remote-execution',
  title: 'The agent is told to fetch something and run it',
  severity: 'error',
  basis: 'pattern',
  formats: ALL,
  why: "Whoever owns the address then decides what runs on the user's machine, today and after every later change.",
  fix: 'Install a named version from a registry, or download, check the digest, show it, and wait for a yes.',
  sameAs: [],
  find: (agent) =>
    textsOf(agent).flatMap((text) => {
      const places = [...commandPlaces(text, REMOTE_EXECUTION, true), ...commandPlaces(text, REMOTE_INSTRUCTIONS, true)]
      return places
        .filter(({ near, shownAsBad }) => !shownAsBad && !FORBIDS.test(near))
        .map(({ start, end, text: command }) => ({
          source: text.source,
          start,
          end,
          message: 'This runs what a server sends at that moment.',
          evidence: command.slice(0, 200),
        }))
    }),
}
