/** The value below which so many of a hundred lie; 0 of none. */
export const percentile = (values: readonly number[], of: number): number => {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * of) / 100))] ?? 0
}
