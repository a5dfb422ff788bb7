import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHECKS } from '../../src/checks/index.ts'
import type * as Library from '../../src/index.ts'

// The library as it is shipped: the checks run in their worker.
const library = (await import(new URL('../../dist/index.js', import.meta.url).href)) as typeof Library

/** Examples with dates in them stay as they are. */
const TODAY = '2026-11-27'

const here = import.meta.dirname
const foldersOf = (check: string): string[] =>
  readdirSync(join(here, check), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^(?:bad|ok|miss)-/.test(entry.name))
    .map(({ name }) => name)
    .sort()

/**
 * Each folder `bad-<rule>`, `ok-<rule>` or `miss-<rule>` (with `--<what>` behind it) is a project: the rule flags the first kind and says
 * nothing of the others. A miss is something bad that we know we do not see; docs/evidence.md lists it.
 */
export function runExamples(id: string): void {
  const row = CHECKS.find((each) => each.id === id)
  let context: Awaited<ReturnType<typeof library.openContext>>

  beforeAll(async () => {
    const { env, platform } = process
    context = await library.openContext({ cwd: here, env: {}, home: env['HOME'], platform })
  })
  afterAll(async () => {
    await context.close()
  })

  describe(id, () => {
    it.each(foldersOf(id))('%s', async (folder) => {
      const cwd = join(here, id, folder)
      // The one rule that speaks of a pair of files, and only when it is asked to compare them.
      const request = folder.includes('-not-equivalent')
        ? { paths: ['before.sql', 'after.sql'], equivalent: true }
        : { paths: ['.'], checks: [id] }
      const report = await library.checkFiles({ ...context, cwd, today: () => TODAY }, request)
      const { findings, notChecked } = report

      const [, kind, rule] = /^(bad|ok|miss)-(.+?)(?:--.*)?$/.exec(folder) ?? []
      const broken = new Set(findings.map((finding) => finding.rule))
      expect(broken.has(`${id}/${rule}`)).toBe(kind === 'bad')
      // A folder of which nothing is said proves nothing.
      expect(report.checked.length + notChecked.length).toBeGreaterThan(0)
      const text = `${JSON.stringify({ findings, notChecked }, undefined, 2)}\n`
      await expect(text).toMatchFileSnapshot(join(cwd, 'expected.json'))
    })

    it('shows each rule broken and kept, and no rule that is not there', () => {
      const shown = new Set(foldersOf(id).map((folder) => folder.replace(/--.*$/, '')))
      const names = row?.rules.map((rule) => rule.id.split('/')[1] ?? '') ?? []
      const wanted = names.flatMap((name) => [`bad-${name}`, `ok-${name}`])
      expect([...shown].filter((name) => !name.startsWith('miss-')).toSorted()).toEqual(wanted.toSorted())
      expect(names.length).toBeGreaterThan(0)
    })
  })
}
