import { afterAll, beforeAll, test } from "vitest"
import { numbersFrom } from "#test/setup/numbers-from.ts"
import { MORTAL_PHASES } from "#test/setup/office-processes.ts"
import { type KilledYears, prepareYears } from "./killed-years.ts"

/** A sample; `npm run test:long` dies everywhere. The next sample: SEED=… */
const SEED = Number(process.env["SEED"] ?? 20230512)

let years: KilledYears
beforeAll(async () => {
  years = await prepareYears()
}, 240_000)
afterAll(() => years?.end())

test(`an office killed once in its freeze, issue, sending and publication ends as if it had lived (seed ${SEED})`, {
  timeout: 240_000,
}, async () => {
  const next = numbersFrom(SEED)
  await years.live(
    MORTAL_PHASES.map((phase) => ({ phase, point: 1 + Math.floor(next() * years.places[phase]) })),
  )
})
