import { lackOf } from '../online-ddl/verdict.ts'
import { nameOfTarget } from '../target.ts'
import type { Hit, MysqlRule } from './rule.ts'

export const otherEngine: MysqlRule = {
  name: 'other-engine',
  title: 'Syntax that the other of MySQL and MariaDB has',
  severity: 'error',
  why: 'The two have grown apart: the server that the files are for answers with a syntax error, and what stands before it stays done.',
  fix: 'The spelling of the engine, or the setting checks.mysql-migration.engine that says which one it is.',
  sameAs: [],
  find({ works, statement, target }) {
    const lacks = works.flatMap(({ operation, what }): Hit[] => {
      const lack = lackOf(operation, target)
      if (lack === undefined) return []
      const functional = operation.startsWith('add-functional')
      return [
        {
          message: `${nameOfTarget(target)} does not have ${lack}: ${what}.`,
          fix: {
            description: functional
              ? 'Add a virtual column with the expression (instant) and index that.'
              : 'Write it as MariaDB does, or leave it out.',
          },
        },
      ]
    })
    const foreign = target.engine === 'mysql' ? statement.mariadbOnly : []
    return [
      ...lacks,
      ...foreign.map((what): Hit => ({
        message: `${nameOfTarget(target)} does not know ${what}; MariaDB does.`,
        fix: { description: 'Leave it out, or set checks.mysql-migration.engine: mariadb when it is for MariaDB.' },
      })),
    ]
  },
}
