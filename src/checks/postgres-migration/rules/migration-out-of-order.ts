import { MIGRATION_OUT_OF_ORDER, newBeforeOld } from '../../migration-history/out-of-order.ts'
import { pastOf } from '../../migration-history/past.ts'
import { numberedOf } from '../files.ts'
import { comparison } from '../same-effect.ts'
import type { MigrationRule } from './rule.ts'

export const migrationOutOfOrder: MigrationRule = {
  ...MIGRATION_OUT_OF_ORDER,
  findInDirectory({ migrations, history }) {
    const past = pastOf(numberedOf(migrations), history)
    return past === undefined ? [] : newBeforeOld(past, comparison)
  },
}
