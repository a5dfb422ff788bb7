/** Something the user can mend. The message is one line: what is wrong and what to do. Anything else that is thrown is a bug of ours. */
export class UsageError extends Error {
  override name = 'UsageError'
}
