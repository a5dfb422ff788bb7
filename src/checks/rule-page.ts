/** Address of the page of a rule, made by `npm run docs` from the rule's data and examples. */
export function rulePage(rule: string): string {
  return `https://github.com/maifady/maifady-mcp/blob/main/docs/rules/${rule}.md`
}
