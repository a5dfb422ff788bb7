declare module 'pgpass' {
  /** Looks a connection up in PGPASSFILE or ~/.pgpass and says its password, or undefined. */
  const pgpass: (connection: object, done: (password: string | undefined) => void) => void
  export default pgpass
}
