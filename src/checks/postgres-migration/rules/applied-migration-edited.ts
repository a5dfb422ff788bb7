import { APPLIED_MIGRATION_EDITED, editedMigrations } from '../../migration-history/edited.ts'
import { pastOf } from '../../migration-history/past.ts'
import { numberedOf } from '../files.ts'
import { comparison } from '../same-effect.ts'
import type { MigrationRule } from './rule.ts'

export const appliedMigrationEdited: MigrationRule = {
  ...APPLIED_MIGRATION_EDITED,
  findInDirectory({ migrations, history }) {
    const past = pastOf(numberedOf(migrations), history)
    return past === undefined ? [] : editedMigrations(past, comparison)
  },
}
