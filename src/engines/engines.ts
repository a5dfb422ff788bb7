/** A third-party engine that is too big for the base install. */
export interface Engine {
  name: string
  title: string
  /** Its npm package. */
  package: string
  /** The version that our checks are tested with. Only this one is used. */
  version: string
  /** The entry module, relative to the package. */
  entry: string
  /** Installed size, as `du -sm` measured it for that version. */
  megabytes: number
  /** `fingerprint` of the published package. A copy in a project is code of a repository that may be hostile: it is used only when it is this. */
  fingerprint: string
}

/** Each has a folder of the same name under `engines/`, with the lockfile it is installed from. */
export const ENGINES: readonly Engine[] = [
  {
    name: 'pglite',
    title: 'PGlite: PostgreSQL 18 as WebAssembly',
    package: '@electric-sql/pglite',
    version: '0.5.16',
    entry: 'dist/index.js',
    megabytes: 27,
    fingerprint: '327cfa7633f199ed5d49f3cf4ac876615e56360dc36aea976af948c978fafcef',
  },
]
