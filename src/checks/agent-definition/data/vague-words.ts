/** Words and phrases that promise without saying anything to do. Own list, from reading the catalogues named in docs/agents.md; a text may have two in a thousand words. */
export const VAGUE_WORDS: RegExp =
  /\b(?:robust(?:ly|ness)?|seamless(?:ly)?|leverag(?:e|es|ing)|cutting-edge|world-class|state-of-the-art|comprehensive(?:ly)?|holistic(?:ally)?|synerg\w+|best-in-class|battle-tested|enterprise-grade|production-grade|high-quality|properly|appropriate(?:ly)?|as needed|as appropriate|where applicable|if necessary|and so on|etc|various|numerous|several|significant(?:ly)?|optimal(?:ly)?|effective(?:ly)?|efficient(?:ly)?|elegant(?:ly)?|sophisticated|powerful|intuitive|modern|reasonable|adequate(?:ly)?)\b/gi

/** Advice that nobody could follow or break. */
export const TAUTOLOGIES: RegExp =
  /\b(?:follow(?:ing)? (?:the )?(?:industry |established |coding )?best practices|adher(?:e|ing) to (?:industry )?best practices|use common sense|write (?:clean|good|high-quality|quality|maintainable) code|ensur(?:e|ing) (?:high )?(?:code )?quality|be (?:careful|thorough|helpful|professional)|think carefully|do your best|strive for (?:excellence|quality)|deliver(?:ing)? (?:exceptional|high-quality|outstanding) \w+|with (?:deep|extensive|unparalleled) expertise|world-class expert|pay attention to detail)\b/gi

/** Times that mean another day to each reader. */
export const RELATIVE_DATES: RegExp =
  /\b(?:recently|nowadays|these days|at the time of writing|as of (?:now|today|this writing)|(?:last|this|next) (?:year|month|quarter)|in the near future|soon to be|latest and greatest)\b/gi

export const ABSOLUTES: RegExp = /\b(?:always|never|must|under no circumstances|at all times|without exception)\b/gi

export const SHOUTED: RegExp = /\b(?:ALWAYS|NEVER|MUST|IMPORTANT|CRITICAL|WARNING|MANDATORY|EXTREMELY|ABSOLUTELY)\b/g
