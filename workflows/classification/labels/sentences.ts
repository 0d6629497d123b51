/**
 * The sentences of a text of a record of the national portal, in their order; a label's `sentenceNo` n is the n-th of them.
 * Marks of the page are taken as breaks; a sentence ends at a line's end, or after a full stop or semicolon with a space
 * behind it. Labels rest on this count: who changes it labels anew.
 */
export const sentencesOf = (text: string): string[] =>
  text
    .replace(/<[^>]*>/g, "\n")
    .replace(/&nbsp;/g, " ")
    .split(/\n|(?<=[.;])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "")
