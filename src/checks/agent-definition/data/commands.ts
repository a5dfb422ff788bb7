// The texts are anybody's: every repetition in these patterns is bounded, so that none takes more than a moment.

/** Commands that cannot be taken back. Folders that a build makes anew are left out. Own list. */
export const DESTRUCTIVE: RegExp =
  /\brm\s{1,4}-(?=[a-z]{0,6}r)(?=[a-z]{0,6}f)[a-z]{2,7}\s{1,4}(?!(?:["']?(?:\.\/)?(?:node_modules|dist|build|out|target|coverage|tmp|temp|\.cache|\.next|\.turbo|__pycache__|\$\{?TMP\w*)\b|["']?\/tmp\/))[^\s`]+|\bgit\s+push\s+(?:[^\s-]\S{0,80}\s+|-[^f\s-]\s+|--(?!force)\S{1,40}\s+){0,4}(?:--force(?!-with-lease)|-f)\b|\bgit\s+reset\s+--hard\b|\bgit\s+clean\s+-[a-z]*f|\bDROP\s+DATABASE\b|\bterraform\s+destroy\b|\btofu\s+destroy\b|\bkubectl\s+delete\s+(?:ns|namespace|pvc?|all|--all)\b|\bdocker\s+(?:system|volume)\s+prune\b|\bmkfs(?:\.\w+)?\s|\bdd\s+if=|\baws\s+s3\s+(?:rb|rm\s+\S+\s+--recursive)\b|\bdropdb\b|\bFLUSHALL\b/gi

/** Ways to run what somebody else's server sends at that moment. Own list. */
export const REMOTE_EXECUTION: RegExp =
  /\b(?:curl|wget)\b[^\n|;&`]{0,300}\|\s*(?:sudo\s+(?:-\S{1,20}\s+){0,4})?(?:ba|z|da|k)?sh\b|\b(?:curl|wget)\b[^\n|;&`]{0,300}\|\s*(?:sudo\s+)?(?:python3?|node|perl|ruby)\b|\b(?:ba|z)?sh\s+<\(\s*(?:curl|wget)\b|\b(?:ba|z)?sh\s+-c\s+["']?\$\(\s*(?:curl|wget)\b|\beval\s+["']?\$\(\s*(?:curl|wget)\b|\b(?:iex|Invoke-Expression)\b[^\n]{0,300}\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|DownloadString)\b|\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^\n]{0,300}\|\s*(?:iex|Invoke-Expression)\b/gi

/** "Fetch this address and do what it says": the same thing with a model for a shell. */
export const REMOTE_INSTRUCTIONS: RegExp =
  /\b(?:fetch|download|open|read|load|visit|get)\b[^.\n]{0,80}\bhttps?:\/\/[^\s)>`]{1,300}[^.\n]{0,40}\band (?:then )?(?:follow|execute|run|obey|apply|do)\b[^.\n]{0,20}\b(?:instructions?|commands?|script|steps|it|what it says|whatever)\b/gi

/** The text forbids, reports or warns of what it names. */
export const FORBIDS: RegExp =
  /\b(?:never|do not|don[’']t|must not|avoid\w*|refuse\w*|reject\w*|block\w*|den(?:y|ies)|forbid\w*|forbidden|prohibit\w*|not allowed|flag\w*|detect\w*|report\w*|warn\w*|dangerous|destructive|insecure|unsafe|vulnerable|bad|wrong|malicious|attack\w*|instead of|rather than|without (?:asking|approval|confirmation))\b/i

/** The text has the user asked first. */
export const CONFIRMS: RegExp =
  /\b(?:confirm\w*|ask(?:s|ed)?|approv\w+|permission|consent|explicit(?:ly)?|wait for|a yes|only (?:if|when|after)|dry[- ]run|back ?up)\b/i
