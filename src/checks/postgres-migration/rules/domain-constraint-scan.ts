import { as, nameOf, words } from '../ast.ts'
import { hitOn, lockLine, listed } from '../evidence.ts'
import { blocksWrites, isShared, type Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Where the engine ran it, only with a table that has a column of the domain: without one nothing is read or locked. */
export const domainConstraintScan: MigrationRule = {
  name: 'domain-constraint-scan',
  title: 'Constraint added to a domain',
  severity: 'error',
  why: 'The server takes SHARE on every table that has a column of the domain and reads all of them: writes to all these tables wait until the last is read.',
  fix: 'ALTER DOMAIN … ADD CONSTRAINT … NOT VALID, which holds for new values only; VALIDATE CONSTRAINT later, at a quiet hour. Better a CHECK on each table.',
  sameAs: ['squawk:ban-alter-domain-with-add-constraint'],
  find(step) {
    const alter = as(step.statement.node, 'AlterDomainStmt')
    const constraint = as(alter?.def, 'Constraint')
    const adds = alter?.subtype === 'C' && constraint?.skip_validation !== true
    if (alter === undefined || !(adds || alter.subtype === 'O')) return []
    const tables = step.executed === undefined ? usersOf(step, nameOf(words(alter.typeName))) : lockedBy(step)
    if (tables?.length === 0) return []
    const domain = nameOf(words(alter.typeName))
    const which = tables === undefined ? 'every table that uses it' : listed(tables.map((name) => `"${name}"`))
    const locks = tables?.map((relation) => lockLine({ relation, mode: 'SHARE' })).join('; ')
    const description = adds
      ? `NOT VALID at its end, and ALTER DOMAIN ${domain} VALIDATE CONSTRAINT in a later deploy.`
      : `ALTER DOMAIN ${domain} ADD CONSTRAINT … CHECK (VALUE IS NOT NULL) NOT VALID, and VALIDATE CONSTRAINT in a later deploy.`
    return [
      hitOn(
        step.executed === undefined ? undefined : locks,
        `The constraint on domain "${domain}" reads ${which} while nobody can write`,
        { description },
      ),
    ]
  },
}

function lockedBy({ executed }: Step): string[] {
  return (executed?.locks ?? [])
    .filter(({ kind, mode, existed }) => kind === 'table' && existed && blocksWrites(mode))
    .map(({ relation }) => relation)
}

/** Tables that are known to have a column of the domain; undefined when none is, which proves nothing. */
function usersOf(step: Step, domain: string): string[] | undefined {
  const tables = [...step.schema.tables].filter(([, { columns }]) =>
    [...columns.values()].some(({ type }) => type.name === domain),
  )
  if (tables.length === 0) return undefined
  return tables.map(([name]) => name).filter((name) => isShared(step, name))
}
