import type { ReportStep } from "../report-step.ts"
import { acceptReport } from "./accept.ts"
import { handUpReport } from "./hand-up.ts"
import { recordReport } from "./record.ts"
import { reopenReport } from "./reopen.ts"
import { returnReport } from "./return.ts"
import { sendBackReport } from "./send-back.ts"
import { signOffReport } from "./sign-off.ts"
import { takeBackReport } from "./take-back.ts"

/** Every step a person may take, in the order in which pages offer them; writing has a form of its own. */
export const REPORT_STEPS: readonly ReportStep[] = [
  handUpReport,
  signOffReport,
  acceptReport,
  sendBackReport,
  returnReport,
  recordReport,
  takeBackReport,
  reopenReport,
]

export const reportStepOf = (event: string | null | undefined): ReportStep | undefined =>
  REPORT_STEPS.find((step) => step.event === event)
