import { once } from "node:events"
import { createRequire } from "node:module"
import { Worker } from "node:worker_threads"
import { InvalidInputError } from "#models/shared/errors.ts"
import type { LintReport } from "./lint-rule.ts"
import type { LintAnswer } from "./lint-worker.server.ts"

/** By its name in the project: the built server lies in one file elsewhere. */
const WORKER = createRequire(import.meta.url).resolve(
  "#workflows/official-document/lint/lint-worker.server.ts",
)

/**
 * Reads a finished PDF back and checks it against the layout rules of its day. The reading takes seconds for hundreds of
 * pages, so it runs in a thread of its own. Trusts nothing but the bytes. @throws InvalidInputError for an unreadable file
 */
export const lintDocument = async (bytes: Uint8Array): Promise<LintReport> => {
  const worker = new Worker(WORKER)
  try {
    worker.postMessage(bytes)
    const [answer] = (await once(worker, "message")) as [LintAnswer]
    if ("report" in answer) return answer.report
    if ("refused" in answer) throw new InvalidInputError(answer.refused)
    throw new Error(answer.broke)
  } finally {
    await worker.terminate()
  }
}
