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
/** The thread is given up after this many milliseconds without work. */
const IDLE = 60_000

let held: Worker | null = null
let idle: NodeJS.Timeout | undefined
let queue: Promise<unknown> = Promise.resolve()

/**
 * Reads a finished PDF back and checks it against the layout rules of its day. The reading takes seconds for hundreds of
 * pages, so it runs in a thread beside the server's, one document after the other. Trusts nothing but the bytes.
 * @throws InvalidInputError for an unreadable file
 */
export const lintDocument = (bytes: Uint8Array): Promise<LintReport> => {
  const result = queue.then(() => ask(bytes))
  queue = result.catch(() => undefined)
  return result
}

async function ask(bytes: Uint8Array): Promise<LintReport> {
  clearTimeout(idle)
  const worker = held ?? new Worker(WORKER)
  held = worker
  worker.ref()
  try {
    const answered = new AbortController()
    worker.postMessage(bytes)
    const answer = await Promise.race([
      once(worker, "message", { signal: answered.signal }).then(([message]) => message as LintAnswer),
      once(worker, "exit", { signal: answered.signal }).then(([code]): LintAnswer => {
        throw new Error(`the linter's thread ended with ${code}`)
      }),
    ])
    answered.abort()
    return reportIn(answer)
  } catch (error) {
    if (!(error instanceof InvalidInputError)) giveUp()
    throw error
  } finally {
    // Neither a waiting thread nor its timer keeps the process from ending.
    worker.unref()
    idle = setTimeout(giveUp, IDLE).unref()
  }
}

function reportIn(answer: LintAnswer): LintReport {
  if ("report" in answer) return answer.report
  if ("refused" in answer) throw new InvalidInputError(answer.refused)
  throw new Error(answer.broke)
}

function giveUp(): void {
  void held?.terminate()
  held = null
}
