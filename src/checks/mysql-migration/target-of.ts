import type { Settings } from './settings.ts'
import { parseVersion, type Target } from './target.ts'

/** What only MariaDB has, or what its dump program writes. Text, because how a file is read depends on it. */
const MARIADB = [
  /\/\*M!/,
  /^-- MariaDB dump\b/im,
  /\bALGORITHM\s*=?\s*NOCOPY\b/i,
  /\b(?:ADD|MODIFY|CHANGE|DROP)\s+(?:COLUMN\s+|INDEX\s+|KEY\s+|CONSTRAINT\s+|FOREIGN\s+KEY\s+)?IF\s+(?:NOT\s+)?EXISTS\b/i,
  /\bSYSTEM\s+VERSIONING\b/i,
  /\b(?:CREATE|ALTER)\s+(?:OR\s+REPLACE\s+)?SEQUENCE\b/i,
  /\bCREATE\s+OR\s+REPLACE\s+TABLE\b/i,
  /\bALTER\s+TABLE\s+\S+\s+(?:WAIT\s+\d+|NOWAIT)\b/i,
  /\bSET\s+STATEMENT\s+\w+\s*=/i,
]

/** DROP TABLE, DATABASE and VIEW IF EXISTS are in both. */
const BOTH =
  /\bDROP\s+(?:TABLE|DATABASE|SCHEMA|VIEW|TRIGGER|PROCEDURE|FUNCTION|EVENT|USER|TEMPORARY\s+TABLE)\s+IF\s+EXISTS\b/gi

export function targetOf(texts: readonly string[], { engine: wanted, version }: Settings): Target {
  const engine = wanted === 'auto' ? (texts.some(isMariadb) ? 'mariadb' : 'mysql') : wanted
  return { engine, version: parseVersion(version ?? (engine === 'mysql' ? '8.4' : '10.11')) }
}

function isMariadb(text: string): boolean {
  const bare = text.replace(BOTH, ' ')
  return MARIADB.some((pattern) => pattern.test(bare))
}
