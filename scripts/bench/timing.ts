/** The middle of the values (of an even number, the mean of the two in the middle). */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2
}

export type Side = (round: number) => unknown

/**
 * Times several sides in turn, round after round, so that what else the machine does meets them alike.
 * @returns the median milliseconds of each side, warm-up rounds left out
 */
export const timeInTurn = async <Name extends string>(
  sides: Record<Name, Side>,
  { rounds, warmUp }: { rounds: number; warmUp: number },
): Promise<Record<Name, number>> => {
  const names = Object.keys(sides) as Name[]
  const times = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < warmUp + rounds; round++)
    for (const name of names) {
      const from = performance.now()
      await sides[name](round)
      if (round >= warmUp) times.get(name)?.push(performance.now() - from)
    }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >
}
