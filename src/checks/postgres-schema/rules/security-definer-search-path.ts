import type { SchemaRule } from './rule.ts'

export const securityDefinerSearchPath: SchemaRule = {
  name: 'security-definer-search-path',
  title: 'SECURITY DEFINER function that trusts the search path of its caller',
  severity: 'warning',
  why: 'It runs with the rights of its owner and finds tables, functions and operators through a path that the caller sets: a caller can put one of their own first.',
  fix: "SET search_path = '' in the definition, with qualified names inside; or a path that ends in pg_temp.",
  sameAs: [],
  find({ catalogue, origins }) {
    return catalogue.functions
      .filter(
        ({ securityDefiner, settings }) => securityDefiner && !settings.some((each) => each.startsWith('search_path=')),
      )
      .map(({ name, signature }) => ({
        at: origins.function(name),
        message: `Function ${signature} is SECURITY DEFINER and sets no search_path.`,
      }))
  },
}
