import { readWord } from "./read-word.server.ts"
import { type TextDifference, textDifferences } from "./text-differences.ts"

/** Where a Word file says something else than these lines, as `textDifferences`. @throws InvalidInputError for what is no Word file */
export const compareWithWord = async (
  lines: readonly string[],
  bytes: Uint8Array,
): Promise<TextDifference[] | null> => textDifferences(lines, await readWord(bytes))
