import * as z from 'zod'

/** The section `agent-definition` of the settings. */
export interface AgentDefinitionSettings {
  factMaxAgeDays: number
  agents: string[]
}

export const schema: z.ZodType<AgentDefinitionSettings> = z.strictObject({
  factMaxAgeDays: z
    .int()
    .positive()
    .default(180)
    .describe('Days after which a fact has to be looked up again (rule fact-stale).'),
  agents: z
    .array(z.string())
    .default([])
    .describe('Names of agents that live elsewhere and to which hand-offs may lead.'),
})
