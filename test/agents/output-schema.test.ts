import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { agentOutput } from '../../src/checks/agent-definition/output-shape.ts'

const schema = {
  $id: 'https://github.com/maifady/maifady-mcp/blob/main/schemas/agent-output.schema.json',
  title: 'Answer of an agent',
  ...z.toJSONSchema(agentOutput, { target: 'draft-2020-12', io: 'input' }),
}

const answer = {
  agent: 'migration-writer',
  verdict: 'fail',
  findings: [
    {
      id: 'postgres-migration/index-not-concurrent',
      severity: 'error',
      path: 'migrations/7.sql',
      line: 3,
      evidence: 'CREATE INDEX a ON b (c)',
      fix: 'CREATE INDEX CONCURRENTLY a ON b (c)',
    },
  ],
  assumptions: [],
  handoffs: [{ to: 'deploy-validator', why: 'the gate between files 7 and 8' }],
  checks_run: [{ tool: 'maifady-mcp check', result: 'not-run: no network' }],
}

it('is the file that ships', async () => {
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
    '../../schemas/agent-output.schema.json',
  )
})

it('takes an answer, and what an agent adds to it', () => {
  const validate = new Ajv2020({ strict: true }).compile(schema)
  expect(validate(answer)).toBe(true)
  expect(validate({ ...answer, files: [{ path: 'a.sql', sha256: 'a'.repeat(64) }], deploys: ['after 7'] })).toBe(true)
})

it.each([
  ['a template in place of a verdict', { ...answer, verdict: 'pass | fail' }],
  ['a finding without evidence', { ...answer, findings: [{ ...answer.findings[0], evidence: '' }] }],
  ['a finding whose id has no check', { ...answer, findings: [{ ...answer.findings[0], id: 'index' }] }],
  ['no list of checks', { ...answer, checks_run: undefined }],
  ['a digest that is none', { ...answer, files: [{ path: 'a.sql', sha256: '…' }] }],
])('refuses %s', (_, value) => {
  const validate = new Ajv2020({ strict: true }).compile(schema)
  expect(validate(JSON.parse(JSON.stringify(value)))).toBe(false)
  expect(agentOutput.safeParse(JSON.parse(JSON.stringify(value))).success).toBe(false)
})
