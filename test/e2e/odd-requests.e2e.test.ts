import { numbersFrom } from "#test/setup/numbers-from.ts"
import { walkOddRequests } from "./setup/odd-requests-walk.ts"

/** A third of the places that take forms; `npm run test:long` walks them all. The next third: SEED=… */
const SEED = Number(process.env["SEED"] ?? 20261201)
const next = numbersFrom(SEED)

walkOddRequests((forms) => forms.filter(() => next() < 1 / 3))
