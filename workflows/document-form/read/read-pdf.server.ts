import { readPages } from "#workflows/pdf-reading/read-pages.server.ts"
import type { Reading } from "../reading.ts"
import { readFileFacts } from "./file-facts.server.ts"

/** The pages of a finished PDF and what the file says of itself. @throws InvalidInputError for what is no readable PDF */
export const readPdf = async (bytes: Uint8Array): Promise<Reading> => {
  const { pages, more } = await readPages(bytes, (document) => readFileFacts(document, bytes))
  return { pages, file: more }
}
