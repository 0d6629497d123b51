/**
 * Asks for all who ask: never twice at once, and nobody gets an answer that began to be sought before they asked. Whoever
 * comes while one is sought shares the next one with all who come meanwhile.
 */
export const shareNext = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let running: Promise<T> | null = null
  let next: Promise<T> | null = null
  const start = (): Promise<T> => {
    next = null
    const run = ask().finally(() => {
      if (running === run) running = null
    })
    running = run
    return run
  }
  return () => {
    if (next) return next
    if (!running) return start()
    next = running.then(start, start)
    return next
  }
}
