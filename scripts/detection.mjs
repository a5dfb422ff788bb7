// Counts what each rule flags and leaves alone, from the folders that the tests run: test/checks/<check>/<bad|ok|miss>-<rule>[--<what>]/
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A table for each check, and the misses that are known; Markdown. Throws when a folder has no expected result, for then nothing was run. */
export function detection(folder, rules) {
  const checks = [...new Set(rules.map(({ id }) => id.slice(0, id.indexOf('/'))))].filter((check) =>
    existsSync(join(folder, check)),
  )
  const sections = checks.map((check) => {
    const examples = examplesOf(folder, check)
    const own = rules.filter(({ id }) => id.startsWith(`${check}/`))
    const rows = own.map(({ id, severity }) => {
      const mine = examples.filter(({ rule }) => rule === id)
      return { id, severity, bad: mine.filter(is('bad')), ok: mine.filter(is('ok')), miss: mine.filter(is('miss')) }
    })
    return { check, rows, examples }
  })
  return [summary(sections), ...sections.flatMap(tableOf), misses(sections)].join('\n\n')
}

const is =
  (wanted) =>
  ({ kind }) =>
    kind === wanted

function examplesOf(folder, check) {
  return readdirSync(join(folder, check), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const [, kind, rule] = /^(bad|ok|miss)-(.+?)(?:--.*)?$/.exec(name) ?? []
      if (kind === undefined) return []
      const { findings } = JSON.parse(readFileSync(join(folder, check, name, 'expected.json'), 'utf8'))
      const id = `${check}/${rule}`
      const hits = findings.filter((finding) => finding.rule === id)
      return [
        { kind, rule: id, name: `${check}/${name}`, flagged: hits.length > 0, basis: hits.map(({ basis }) => basis) },
      ]
    })
}

function summary(sections) {
  const all = sections.flatMap(({ examples }) => examples)
  const wrong = [...all.filter(is('bad')), ...all.filter(is('miss'))]
  const found = wrong.filter(({ flagged }) => flagged).length
  const right = all.filter(is('ok'))
  const silent = right.filter(({ flagged }) => !flagged).length
  return `${sections.reduce((sum, { rows }) => sum + rows.length, 0)} rules. Of ${wrong.length} bad examples ${found} are flagged by the rule that they are for; of ${right.length} good ones ${silent} are left alone by theirs.`
}

function tableOf({ check, rows }) {
  const lines = rows.map(({ id, severity, bad, ok, miss }) => {
    const flagged = `${bad.filter((each) => each.flagged).length} of ${bad.length + miss.length}`
    const leftAlone = `${ok.filter((each) => !each.flagged).length} of ${ok.length}`
    const bases = [...new Set(bad.flatMap(({ basis }) => basis))]
      .toSorted((one, other) => (one < other ? -1 : 1))
      .join(', ')
    return `| [${id.slice(check.length + 1)}](rules/${id}.md) | ${severity} | ${flagged} | ${leftAlone} | ${bases} |`
  })
  return [
    `### ${check}`,
    `| rule | severity | bad examples flagged | good examples left alone | how it knows |\n|---|---|---|---|---|\n${lines.join('\n')}`,
  ]
}

function misses(sections) {
  const known = sections.flatMap(({ examples }) => examples.filter(is('miss')))
  if (known.length === 0)
    return '### Misses\n\nNone that we know of. That is what the examples say, not that there are none.'
  return `### Misses\n\nBad, known to us, and not seen:\n\n${known.map(({ rule, name }) => `- \`${rule}\`: test/checks/${name}`).join('\n')}`
}
