// What a client loads into a model's context before any work is done.
import { countTokens } from 'gpt-tokenizer'
import { greet, startServer } from './start.mjs'

export async function measure() {
  const server = startServer()
  const [greeting] = await server.ask(greet)
  const answers = await server.ask([
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/list' },
    { id: 3, method: 'prompts/list' },
  ])
  await server.stop()
  const result = (id) => answers.find((answer) => answer.id === id)?.result
  const { tools } = result(2)
  const { prompts } = result(3)
  return [
    {
      figure: 'tools/list',
      value: countTokens(JSON.stringify(tools)),
      unit: 'tokens',
      target: 900,
      detail: `${tools.length} tools`,
    },
    {
      figure: 'all prompts listed',
      value: countTokens(JSON.stringify(prompts)),
      unit: 'tokens',
      target: 1200,
      detail: `${prompts.length} prompts`,
    },
    {
      figure: 'instructions',
      value: Buffer.byteLength(greeting.result.instructions ?? ''),
      unit: 'bytes',
      target: 2048,
    },
  ]
}
