/** Where a series goes next, with the band eight in ten like it stay in. */
export type Forecast = { likely: number; low: number; high: number }

/** Fewer values than this say nothing of where a series goes. */
export const FEWEST_VALUES = 4

const ALPHA = 0.5
const BETA = 0.1
const PHI = 0.8
/** Eight in ten of a normal distribution lie within so many of its spreads. */
const EIGHT_IN_TEN = 1.28

/**
 * Damped trend (xu hướng tắt dần; Gardner, McKenzie 1985, in its error-correction form): level and trend follow each error by fixed
 * shares (0,5 and 0,1), and the trend fades by 0,8 a step. The band is 1,28 × the spread of its own one-step errors × √steps.
 * @param values complete periods without a gap, oldest first
 * @param steps how many periods after the last of them
 * @returns null where there are too few values
 */
export const forecast = (values: readonly number[], steps = 1): Forecast | null => {
  const [first, ...rest] = values
  if (first === undefined || values.length < FEWEST_VALUES) return null
  let [level, trend] = [first, 0]
  let squares = 0
  for (const value of rest) {
    const expected = level + PHI * trend
    const error = value - expected
    squares += error ** 2
    level = expected + ALPHA * error
    trend = PHI * trend + BETA * error
  }
  let likely = level
  for (let step = 1; step <= steps; step += 1) likely += PHI ** step * trend
  const band = EIGHT_IN_TEN * Math.sqrt(squares / rest.length) * Math.sqrt(steps)
  return { likely, low: likely - band, high: likely + band }
}
