/** Whether a path is of a tool that gives each migration a folder (Prisma, Drizzle 1, Diesel). */
const ownFolder = /^(?:(.*)\/)?([^/]*\d[^/]*)\/(?:migration|up|down)\.sql$/

/** The migrations directory that a file belongs to, without a slash at its end; empty for the working directory. */
export function migrationsDirectory(path: string): string {
  const match = ownFolder.exec(path)
  if (match !== null) return match[1] ?? ''
  const journal = /^(?:(.*)\/)?meta\/_journal\.json$/.exec(path)
  if (journal !== null) return journal[1] ?? ''
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}

/** Things by the migrations directory they belong to, in the order given. */
export function byMigrationsDirectory<T>(things: readonly T[], pathOf: (thing: T) => string): Map<string, T[]> {
  const directories = new Map<string, T[]>()
  for (const thing of things) {
    const directory = migrationsDirectory(pathOf(thing))
    const known = directories.get(directory)
    if (known === undefined) directories.set(directory, [thing])
    else known.push(thing)
  }
  return directories
}

/** What names and numbers a migration: the folder where each has its own, the file name otherwise. */
export function migrationName(path: string): string {
  return ownFolder.exec(path)?.[2] ?? path.slice(path.lastIndexOf('/') + 1)
}
