/** Keeps the last few results of expensive work by key; work that failed is tried again. */
export const rememberLast = <T>(limit: number) => {
  const kept = new Map<string, Promise<T>>()
  return (key: string, work: () => Promise<T>): Promise<T> => {
    const known = kept.get(key)
    const result = known ?? work()
    kept.delete(key)
    kept.set(key, result)
    if (!known) result.catch(() => kept.delete(key))
    for (const oldest of kept.keys()) {
      if (kept.size <= limit) break
      kept.delete(oldest)
    }
    return result
  }
}
