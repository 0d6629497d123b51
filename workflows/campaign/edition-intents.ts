/** What a person can ask for on the page of an edition. */
export const EDITION_INTENTS = [
  "consolidate",
  "resume",
  "checkContent",
  "checkForm",
  "submit",
  "initial",
  "sign",
  "number",
  "seal",
  "issue",
  "return",
  "erratum",
  "recall",
  "archive",
] as const
export type EditionIntent = (typeof EDITION_INTENTS)[number]
