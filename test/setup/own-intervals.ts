/** Where each interval of ours was begun that nobody ended. */
const begun = new Map<NodeJS.Timeout, string>()

const OURS = /\/((?:app|models|workflows|scripts|seeds)\/[^:\s)]+:\d+)/u

const { setInterval: begin, clearInterval: end } = globalThis

globalThis.setInterval = Object.assign((...asked: Parameters<typeof begin>) => {
  const interval = begin(...asked)
  // The line after this one's: what a library begins of its own is the library's.
  const [, , caller = ""] = (new Error("who begins?").stack ?? "").split("\n")
  const [, place] = caller.includes("node_modules") ? [] : (OURS.exec(caller) ?? [])
  if (place) begun.set(interval, place)
  return interval
}, begin)
globalThis.clearInterval = (interval) => {
  begun.delete(interval as NodeJS.Timeout)
  end(interval)
}

/** Where the intervals of ours were begun that run still; they count once. */
export const intervalsLeft = (): string[] => {
  const left = [...begun.values()]
  begun.clear()
  return left
}
