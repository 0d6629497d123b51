import { type TextDifference, textDifferences } from "#workflows/document-text/text-differences.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"

/** Where a Word file says something else than these lines, as `textDifferences`. @throws InvalidInputError for what is no Word file */
export const compareWithWord = async (
  lines: readonly string[],
  bytes: Uint8Array,
): Promise<TextDifference[] | null> => textDifferences(lines, await readWord(bytes))
