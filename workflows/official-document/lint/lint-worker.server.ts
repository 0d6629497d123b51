import { parentPort } from "node:worker_threads"
import { isOfficeError } from "#models/shared/errors.ts"
import { lintReading } from "./lint-reading.ts"
import type { LintReport } from "./lint-rule.ts"
import { readPdf } from "./read/read-pdf.server.ts"

/** What the thread answers: a report, or a refusal in words for the user, or what broke. */
export type LintAnswer = { report: LintReport } | { refused: string } | { broke: string }

const lint = async (bytes: Uint8Array): Promise<LintAnswer> => {
  try {
    return { report: lintReading(await readPdf(bytes)) }
  } catch (error) {
    if (isOfficeError(error)) return { refused: error.message }
    return { broke: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on("message", async (bytes: Uint8Array) => parentPort?.postMessage(await lint(bytes)))
