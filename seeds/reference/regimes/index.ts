import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { REGIME_A } from "./regime-a.ts"
import { REGIME_A_WITH_CIRCULAR } from "./regime-a-with-circular.ts"
import { REGIME_B } from "./regime-b.ts"

/** The packs that ship, oldest first. */
export const LEGAL_REGIMES: readonly LegalRegime[] = [REGIME_A, REGIME_A_WITH_CIRCULAR, REGIME_B]
