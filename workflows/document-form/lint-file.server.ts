import { readPdf } from "#workflows/pdf-reading/read-pdf.server.ts"
import { lintReading } from "./lint-reading.ts"
import type { LintReport } from "./lint-rule.ts"

/** A file from its bytes against the layout rules of its day. @throws InvalidInputError for an unreadable file */
export const lintFile = async (bytes: Uint8Array): Promise<LintReport> => lintReading(await readPdf(bytes))
