/** How a description says when to use an agent, in the languages of the catalogue (en, es, fr, ja, zh). Own list; English forms counted over the descriptions of ten public catalogues, 2026-11. */
export const WHEN_WORDS: RegExp =
  /\b(?:use (?:this|it|for|to|if|after|before|proactively|immediately|always)|used? (?:when|for|to|by)|when(?:ever)?|invoke|triggers?|for (?:any|all|every)|after|before|if)\b|\bcuando\b|\bantes de\b|\bdespués de\b|\bquand\b|\blorsqu|\bavant\b|\baprès\b|とき|場合|際に|時に|使用する|时(?:使用|候)?|時|当|用于|需要/i
