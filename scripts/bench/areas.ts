import type { Area } from "./area.ts"
import { storeArea } from "./store/store-area.ts"

/** Every area `npm run bench` knows, in the order it runs them; a new one is added here. */
export const AREAS: readonly Area[] = [storeArea]
