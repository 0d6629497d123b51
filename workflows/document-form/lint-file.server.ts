import { lintReading } from "./lint-reading.ts"
import type { LintReport } from "./lint-rule.ts"
import { readPdf } from "./read/read-pdf.server.ts"

/** A file from its bytes against the layout rules of its day. @throws InvalidInputError for an unreadable file */
export const lintFile = async (bytes: Uint8Array): Promise<LintReport> => lintReading(await readPdf(bytes))
