/** The server that the migrations are for. */
export interface Target {
  engine: 'mysql' | 'mariadb'
  /** `[8, 0, 28]`, `[10, 11, 0]` */
  version: readonly [number, number, number]
}

/** `8.0.28`, `8.4`: what is left out is the last of its kind, so that a series means its newest server. */
export function parseVersion(text: string): Target['version'] {
  const [major = 0, minor, patch] = text.split('.').map(Number)
  return [major, minor ?? 99, patch ?? 99]
}

export function isAtLeast({ version }: Pick<Target, 'version'>, text: string): boolean {
  const wanted = text.split('.').map(Number)
  for (const [at, part] of version.entries()) {
    const other = wanted[at] ?? 0
    if (part !== other) return part > other
  }
  return true
}

export function nameOfTarget({ engine, version }: Target): string {
  return `${engine === 'mysql' ? 'MySQL' : 'MariaDB'} ${version.filter((part) => part !== 99).join('.')}`
}
