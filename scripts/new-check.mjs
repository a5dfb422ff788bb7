// Scaffolds a check: node scripts/new-check.mjs <name>. Writes its row, its first rule, the check and two example folders; overwrites nothing.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) fail('usage: npm run new:check <name>, with a name of a-z, 0-9 and hyphens.')
const folder = `src/checks/${name}`
if (existsSync(folder)) fail(`${folder} is there already; choose another name.`)
const row = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())

write(
  `${folder}/index.ts`,
  `import type { CheckRow } from '../check.ts'
import { notEmpty } from './rules/not-empty.ts'

/** What it checks, in one sentence. */
export const ${row}: CheckRow = {
  id: '${name}',
  title: '${name}',
  rules: [notEmpty],
  engines: [],
  accepts: (path) => path.endsWith('.${name}'),
  acceptsNamed: (path) => path.endsWith('.${name}'),
  load: () => import('./check.ts'),
}
`,
)
write(
  `${folder}/rules/not-empty.ts`,
  `import type { Rule } from '../../finding.ts'
import { rulePage } from '../../rule-page.ts'

export const notEmpty: Rule = {
  id: '${name}/not-empty',
  title: 'The file is empty',
  severity: 'error',
  why: 'What goes wrong, for whom.',
  fix: 'What to write instead.',
  since: '0.1.0',
  sameAs: [],
  docs: rulePage('${name}/not-empty'),
}
`,
)
write(
  `${folder}/check.ts`,
  `import type { CheckInput, CheckOutput, RawFinding } from '../check.ts'
import { notEmpty } from './rules/not-empty.ts'

export async function check({ sources, progress }: CheckInput): Promise<CheckOutput> {
  const reported = sources.filter(({ report }) => report)
  const findings = reported.flatMap(({ path, text }): RawFinding[] =>
    text.trim() === ''
      ? [{ rule: notEmpty.id, path, message: 'The file is empty.', start: 0, end: 0, basis: 'parsed' }]
      : [],
  )
  for (const { path } of reported) progress(path)
  return { findings, notChecked: [], checked: reported.map(({ path }) => ({ path, ms: 0 })) }
}
`,
)
write(
  `test/checks/${name}/examples.test.ts`,
  `import { runExamples } from '../run-examples.ts'

runExamples('${name}')
`,
)
write(`test/checks/${name}/bad-not-empty/example.${name}`, '\n')
write(`test/checks/${name}/ok-not-empty/example.${name}`, 'something\n')

console.log(`Written: ${folder} and test/checks/${name}.
Next: in src/checks/index.ts import { ${row} } from './${name}/index.ts' and put it into CHECKS;
then npm run build && npx vitest run test/checks -u && npm run docs. docs/checks.md says the rest.`)

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function fail(message) {
  console.error(message)
  process.exit(2)
}
