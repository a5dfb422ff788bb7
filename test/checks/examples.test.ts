import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CHECKS } from '../../src/checks/index.ts'

// One file a check, so that they can run side by side; this one sees that none is forgotten.
it('runs the examples of each check', () => {
  const missing = CHECKS.filter(({ id }) => !existsSync(join(import.meta.dirname, id, 'examples.test.ts')))
  expect(missing.map(({ id }) => id)).toEqual([])
})
