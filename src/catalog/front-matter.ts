/** Splits `---` front matter from Markdown, without reading it. Expects LF line ends; `bodyLine` is the 1-based line on which the body starts. */
export function splitFrontMatter(text: string): { yaml: string | undefined; body: string; bodyLine: number } {
  const [whole, yaml] = /^---[ \t]*\n([\s\S]*?)(?<=\n)---[ \t]*(?:\n|$)/.exec(text) ?? []
  if (whole === undefined || yaml === undefined) return { yaml: undefined, body: text, bodyLine: 1 }
  return { yaml, body: text.slice(whole.length).replace(/^\n+/, ''), bodyLine: whole.split('\n').length }
}
