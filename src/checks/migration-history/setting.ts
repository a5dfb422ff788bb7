import * as z from 'zod'

/** The setting `base` of a check of migrations. Read by whoever calls the check, which gets the history. */
export const baseSetting: z.ZodType<string | undefined> = z.string().min(1).optional().meta({
  description:
    'A git ref: what is in its history is taken for applied (rules applied-migration-edited and migration-out-of-order). Without it: --since, else origin/HEAD, origin/main, origin/master, main or master, whichever is there first.',
})
