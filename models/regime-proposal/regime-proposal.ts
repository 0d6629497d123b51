import type { LegalRegime } from "../legal-regime/legal-regime.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { RegimeProposalContext } from "./context.ts"
import type { RegimeProposalState } from "./states.ts"

/** Đề xuất bộ quy định: a pack on its way to taking force, and the pack it follows. */
export type RegimeProposal = {
  id: string
  /** The pack in force before it takes force; the effects are told against it. */
  replaces: string
  createdAt: Date
  /** Holds the pack itself. */
  workflow: WorkflowSnapshot<RegimeProposalState, RegimeProposalContext>
  revision: number
}

/** The pack of a proposal as it stands. */
export const packOf = ({ workflow }: Pick<RegimeProposal, "workflow">): LegalRegime =>
  workflow.context.pack as LegalRegime
