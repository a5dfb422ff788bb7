import { describe, expect, it } from 'vitest'
import { loadedBy } from './loaded-by.ts'

/** Top folders and files below src/. */
const parts = (sources: readonly string[]): string[] => [
  ...new Set(sources.map((source) => source.split('/')[1]).filter((name) => name !== undefined)),
]

describe('what a command loads', () => {
  it('list: the command line parser and the catalogue as it was compiled', async () => {
    const { packages, sources, result } = await loadedBy(['list'])
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(packages).toEqual(['commander'])
    expect(parts(sources)).toMatchInlineSnapshot(`
      [
        "catalog",
        "cli",
        "nearest.ts",
        "operations",
        "report",
        "usage-error.ts",
        "version.ts",
      ]
    `)
  })

  it('find: the search beside them', async () => {
    const { packages, sources, result } = await loadedBy(['find', 'add a NOT NULL column'])
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(packages).toMatchInlineSnapshot(`
      [
        "@orama/stemmers",
        "commander",
      ]
    `)
    expect(parts(sources)).toMatchInlineSnapshot(`
      [
        "catalog",
        "cli",
        "nearest.ts",
        "operations",
        "report",
        "search",
        "usage-error.ts",
        "version.ts",
      ]
    `)
  })

  it('check --help: no check, no engine, no parser', async () => {
    const { packages, sources, result } = await loadedBy(['check', '--help'])
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(packages).toEqual(['commander'])
    expect(parts(sources)).toMatchInlineSnapshot(`
      [
        "catalog",
        "cli",
        "nearest.ts",
        "usage-error.ts",
        "version.ts",
      ]
    `)
  })

  it('--version: nothing but the command line parser', async () => {
    const { packages, sources } = await loadedBy(['--version'])
    expect(packages).toEqual(['commander'])
    expect(parts(sources)).toMatchInlineSnapshot(`
      [
        "catalog",
        "cli",
        "nearest.ts",
        "usage-error.ts",
        "version.ts",
      ]
    `)
  })

  it('the server that a client starts: not even that', async () => {
    const { packages, sources, result } = await loadedBy([])
    expect(result).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(packages).not.toContain('commander')
    expect(packages).not.toContain('yaml')
    expect(packages).not.toContain('chokidar')
    expect(parts(sources)).not.toContain('checks')
    expect(parts(sources)).not.toContain('engines')
    expect(parts(sources)).not.toContain('report')
  })
})
