import type { IsoDay } from "../shared/dates.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { PlanContext } from "./context.ts"
import type { PlanContent } from "./plan-content.ts"
import type { KeptFault } from "./plan-fault.ts"
import type { PlanState } from "./states.ts"
import type { TaskWay } from "./task-way.ts"

/** One version of a plan (kế hoạch) as the office keeps it, with what was found wrong in it and how that was answered. */
export type KeptPlan = {
  /** `kh-122-2023.1`: the plan and the number of the version. */
  id: string
  planId: string
  version: number
  title: string
  /** As the file says it; the number it is issued under stands in the workflow. */
  documentNumber: string
  issuedOn: IsoDay | null
  /** Last day of the span it plans for: tasks that come again come no more after it. */
  endsOn: IsoDay
  content: PlanContent
  ways: TaskWay[]
  faults: KeptFault[]
  source: { fileName: string; sha256: string } | null
  workflow: WorkflowSnapshot<PlanState, PlanContext>
  revision: number
}

export const versionIdOf = (planId: string, version: number): string => `${planId}.${version}`

/** «Kế hoạch 122/KH-UBND», or its title where it has no number yet. */
export const planNameOf = ({
  documentNumber,
  workflow,
  title,
}: Pick<KeptPlan, "documentNumber" | "workflow" | "title">): string => {
  const number = workflow.context.issued?.number ?? documentNumber
  return number ? `Kế hoạch ${number}` : title
}
