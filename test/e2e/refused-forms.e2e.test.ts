import { numbersFrom } from "#test/setup/numbers-from.ts"
import { walkRefusedForms } from "./setup/refused-forms-walk.ts"

/** An eighth of the screens with forms; `npm run test:long` walks them all. The next eighth: SEED=… */
const SEED = Number(process.env["SEED"] ?? 20261201)
const next = numbersFrom(SEED)

walkRefusedForms((screens) => screens.filter(() => next() < 1 / 8))
