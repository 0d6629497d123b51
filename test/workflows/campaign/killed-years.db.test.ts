import { afterAll, beforeAll, test } from "vitest"
import { MORTAL_PHASES } from "#test/setup/office-processes.ts"
import { type KilledYears, prepareYears } from "./killed-years.ts"

/** A sample; `npm run test:long` dies everywhere. The next sample: SEED=… */
const SEED = Number(process.env["SEED"] ?? 20230512)

let years: KilledYears
beforeAll(async () => {
  years = await prepareYears()
}, 240_000)
afterAll(() => years?.end())

/** Numbers from a seed, 0 ≤ x < 1 (mulberry32). */
const numbersFrom = (seed: number) => {
  let at = seed
  return () => {
    at = (at + 0x6d2b79f5) | 0
    let x = Math.imul(at ^ (at >>> 15), 1 | at)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296
  }
}

test(`an office killed once in its freeze, issue, sending and publication ends as if it had lived (seed ${SEED})`, {
  timeout: 240_000,
}, async () => {
  const next = numbersFrom(SEED)
  await years.live(
    MORTAL_PHASES.map((phase) => ({ phase, point: 1 + Math.floor(next() * years.places[phase]) })),
  )
})
