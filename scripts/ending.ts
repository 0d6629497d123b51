/**
 * How a command ends: by itself, once nothing is open. Told to end (`process.exit`), Node waits for its helping threads while V8's
 * compilers may wait in one of them for the ending thread to tidy memory (nodejs/node#54918): about one run in a hundred on a busy
 * machine never ends so, and a nightly job with it.
 */

/** How long what is still open may hold up the end. */
const END_MS = 2000

/** Thrown when all is said: it unwinds what is under way, and nobody tells of it. */
export class Ended extends Error {}

/** Lets the process end with this code, within two seconds whatever is still open. */
export const endWith = (code: number): void => {
  process.exitCode = code
  setTimeout(() => process.exit(), END_MS).unref()
}

process.on("uncaughtException", (error) => {
  if (error instanceof Ended) return
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  endWith(1)
})
