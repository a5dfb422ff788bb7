import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as Library from '../../../src/index.ts'
import { agentDefinition } from '../../../src/checks/agent-definition/index.ts'

// The library as it is shipped: the check runs in its worker.
const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library

const here = import.meta.dirname
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

let context: Awaited<ReturnType<typeof library.openContext>>

beforeAll(async () => {
  context = await library.openContext({ cwd: here, env: {}, home: undefined, platform: process.platform })
})
afterAll(async () => {
  await context.close()
})

describe('each folder gives what its expected.json says', () => {
  it.each(folders)('%s', async (folder) => {
    const cwd = join(here, folder)
    const report = await library.checkFiles({ ...context, cwd }, { paths: ['.'], checks: ['agent-definition'] })
    const findings = report.findings.map(({ rule, severity, path, start, end, message }) => ({
      rule,
      severity,
      path,
      start,
      end,
      message,
    }))
    const { notChecked } = report

    const [, kind, rule] = /^(bad|ok)-(.+?)(?:--.*)?$/.exec(folder) ?? []
    const rules = new Set(findings.map((finding) => finding.rule))
    expect(rules.has(`agent-definition/${rule}`)).toBe(kind === 'bad')
    // A folder that was not looked at proves nothing.
    expect(report.checked.length).toBeGreaterThan(0)
    const text = `${JSON.stringify({ findings, notChecked }, undefined, 2)}\n`
    await expect(text).toMatchFileSnapshot(join(cwd, 'expected.json'))
  })
})

it('shows each rule broken and kept', () => {
  const names = new Set(folders.map((folder) => folder.replace(/--.*$/, '')))
  const missing = agentDefinition.rules
    .flatMap(({ id }) => [`bad-${id.split('/')[1]}`, `ok-${id.split('/')[1]}`])
    .filter((name) => !names.has(name))
  expect(missing).toEqual([])
})
