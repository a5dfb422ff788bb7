import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHECKS } from '../../src/checks/index.ts'
import type * as Library from '../../src/index.ts'

// The library as it is shipped: the checks run in their worker.
const library = (await import(new URL('../../dist/index.js', import.meta.url).href)) as typeof Library

const here = import.meta.dirname
const foldersOf = (check: string): string[] =>
  readdirSync(join(here, check), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()

let context: Awaited<ReturnType<typeof library.openContext>>

beforeAll(async () => {
  const { env, platform } = process
  context = await library.openContext({ cwd: here, env: {}, home: env['HOME'], platform })
})
afterAll(async () => {
  await context.close()
})

describe.each(CHECKS.map(({ id, rules }) => ({ id, rules })))('$id', ({ id, rules }) => {
  it.each(foldersOf(id))('%s', async (folder) => {
    const cwd = join(here, id, folder)
    const report = await library.checkFiles({ ...context, cwd }, { paths: ['.'], checks: [id] })
    const { findings, notChecked } = report

    const [, kind, rule] = /^(bad|ok)-(.+?)(?:--.*)?$/.exec(folder) ?? []
    const broken = new Set(findings.map((finding) => finding.rule))
    expect(broken.has(`${id}/${rule}`)).toBe(kind === 'bad')
    // A folder of which nothing is said proves nothing.
    expect(report.checked.length + notChecked.length).toBeGreaterThan(0)
    const text = `${JSON.stringify({ findings, notChecked }, undefined, 2)}\n`
    await expect(text).toMatchFileSnapshot(join(cwd, 'expected.json'))
  })

  it('shows each rule broken and kept, and no rule that is not there', () => {
    const shown = new Set(foldersOf(id).map((folder) => folder.replace(/--.*$/, '')))
    const wanted = rules.flatMap((rule) => ['bad', 'ok'].map((kind) => `${kind}-${rule.id.split('/')[1]}`))
    expect([...shown].toSorted()).toEqual(wanted.toSorted())
  })
})
