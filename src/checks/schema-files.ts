const NAMED = /(?:^|\/)(?:schema|structure)\.sql$|(?:^|\/)[^/]*[._-](?:schema|structure)\.sql$/i
const IN_FOLDER = /(?:^|\/)schemas?\/(?:[^/]+\/)*[^/]+\.sql$/i

/** Whether a file holds a schema as it is to be, not a step towards it: `schema.sql`, `structure.sql`, what lies in a folder `schema`. */
export function isSchemaFile(path: string): boolean {
  return NAMED.test(path) || IN_FOLDER.test(path)
}

const QUERY = /(?:^|\/)quer(?:y|ies)\/(?:[^/]+\/)*[^/]+\.sql$|(?:^|[/._-])quer(?:y|ies)\.sql$/i

/** Whether a file holds queries of an application: `orders.query.sql`, `queries.sql`, what lies in a folder `queries`. */
export function isQueryFile(path: string): boolean {
  return QUERY.test(path) && !isSchemaFile(path)
}
