import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import * as formats from 'ajv-formats'
import type { Log } from 'sarif'
import { describe, expect, test } from 'vitest'
import type { Report, Severity } from '../../src/checks/finding.ts'
import { exitCode } from '../../src/report/exit-code.ts'
import { type Format, FORMATS, renderReport } from '../../src/report/render.ts'
import { RULES, SAMPLE } from './sample-report.ts'

const render = (report: Report, format: Format, more: { color?: boolean; width?: number } = {}): string =>
  renderReport(report, { format, rules: RULES, version: '1.2.3', ...more })

const EMPTY: Report = { findings: [], notChecked: [], checked: [], suppressed: [] }

describe('text', () => {
  for (const width of [60, 80, 120]) {
    test(`is laid out for ${width} columns`, async () => {
      const text = render(SAMPLE, 'text', { width })
      await expect(text).toMatchFileSnapshot(`expected/report-${width}.txt`)
    })
  }

  test('has colour only when asked', () => {
    // oxlint-disable-next-line no-control-regex -- the escape that begins a colour
    const colour = /\u001b\[\d+m/
    expect(render(SAMPLE, 'text', { color: true })).toMatch(colour)
    expect(render(SAMPLE, 'text')).not.toMatch(colour)
  })

  test('never says that all is well when something was not checked', () => {
    const missed = { path: 'a.sql', check: 'postgres-migration', reason: 'x', remedy: 'y' }
    expect(render({ ...EMPTY, notChecked: [missed] }, 'text')).toContain('1 file not checked')
    expect(render({ ...EMPTY, checked: [{ path: 'a.sql', check: 'x', ms: 1 }] }, 'text')).toContain(
      'no findings in 1 checked file',
    )
  })
})

test('nothing that a terminal obeys gets through, whatever the format', () => {
  for (const format of FORMATS) {
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    expect(render(SAMPLE, format).replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
  }
  expect(render(SAMPLE, 'text')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
})

test('json is the report', () => {
  expect(JSON.parse(render(SAMPLE, 'json'))).toEqual(SAMPLE)
})

describe('sarif', () => {
  const schema = JSON.parse(readFileSync(new URL('sarif-schema-2.1.0.json', import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >
  // The schema calls itself draft-04, whose words it uses in a way that later drafts read the same.
  const { $schema: _draft, id: _id, ...rules } = schema
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
  formats.default.default(ajv)
  const validate = ajv.compile(rules)
  const valid = (report: Report): Log => {
    const log: unknown = JSON.parse(render(report, 'sarif'))
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true)
    return log as Log
  }

  test('is valid, with everything in it and with nothing', () => {
    valid(SAMPLE)
    valid(EMPTY)
  })

  test('the schema is looked at: a wrong log is refused', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false)
  })

  test('describes the rules that were broken and points the results at them', () => {
    const [run] = valid(SAMPLE).runs
    const described = run?.tool.driver.rules ?? []
    expect(described.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id))
    for (const result of run?.results ?? []) expect(described[result.ruleIndex ?? -1]?.id).toBe(result.ruleId)
    expect(described[0]?.helpUri).toBe(RULES[0]?.docs)
  })

  test('a run that did not check everything is no success', () => {
    const [run] = valid(SAMPLE).runs
    expect(run?.invocations?.[0]?.executionSuccessful).toBe(false)
    expect(run?.invocations?.[0]?.toolExecutionNotifications).toHaveLength(SAMPLE.notChecked.length)
    expect(valid(EMPTY).runs[0]?.invocations?.[0]?.executionSuccessful).toBe(true)
  })

  test('what a comment suppresses is there as suppressed, with the reason', () => {
    const suppressed = valid(SAMPLE).runs[0]?.results?.filter((result) => result.suppressions !== undefined)
    expect(suppressed?.map((result) => result.suppressions?.[0])).toEqual([
      { kind: 'inSource', justification: 'the table is empty' },
    ])
  })
})

test('github annotations stay one command a line, and no text becomes a command', async () => {
  const text = render(SAMPLE, 'github')
  const lines = text.trimEnd().split('\n')
  expect(lines).toHaveLength(SAMPLE.findings.length + SAMPLE.notChecked.length)
  expect(lines.every((line) => /^::(error|warning|notice) file=/.test(line))).toBe(true)
  await expect(text).toMatchFileSnapshot('expected/report-github.txt')
})

describe('exit code', () => {
  const having = (...severities: Severity[]): Report => ({
    ...EMPTY,
    findings: severities.map((severity) => ({ ...(SAMPLE.findings[0] as Report['findings'][number]), severity })),
  })
  const missed: Report = { ...EMPTY, notChecked: SAMPLE.notChecked }

  test.each([
    ['clean', EMPTY, {}, 0],
    ['an error', having('error'), {}, 1],
    ['a warning, by default', having('warning', 'note'), {}, 0],
    ['a warning, from warning on', having('warning'), { failOn: 'warning' }, 1],
    ['a note, from warning on', having('note'), { failOn: 'warning' }, 0],
    ['an error, never', having('error'), { failOn: 'never' }, 0],
    ['a warning where the settings say so', { ...having('warning'), failOn: 'warning' }, {}, 1],
    ['the command line over the settings', { ...having('warning'), failOn: 'warning' }, { failOn: 'error' }, 0],
    ['not checked', missed, {}, 0],
    ['not checked, strictly', missed, { strict: true }, 1],
    ['not checked, strictly, never', missed, { strict: true, failOn: 'never' }, 1],
  ] as const)('%s', (_name, report, policy, expected) => {
    expect(exitCode(report as Report, policy)).toBe(expected)
  })
})
