import type { ServiceUnit } from "../online-service/online-service.ts"
import type { AdminLevel, PARTIAL_REASONS, ServiceLevel } from "../shared/levels.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { RegistrationContext } from "./context.ts"
import type { LevelEvidence } from "./level-evidence.ts"
import type { CriterionAnswer } from "./proposal.ts"
import type { RegistrationState } from "./states.ts"

/** A fact read from the procedure's record, with the words it was read from. */
export type EvidenceFact = { id: string; value: string; quote: string; source: string }

/** The pure suggestion of the rules (workflows/classification). */
export type Suggestion = {
  regimeId: string
  snapshotHash: string
  level: ServiceLevel
  /** False where facts conflict or are missing: the screen says "cần xem xét". */
  sure: boolean
  /** Letters nobody may take over unread; missing in suggestions made before they were told apart. */
  doubtful?: string[]
  answers: CriterionAnswer[]
  reasons: {
    criterion: string
    article: string
    answer: CriterionAnswer["value"]
    explanation: string
    factIds: string[]
  }[]
  gaps: string[]
  facts: EvidenceFact[]
  /** What procedures like it spoke for; missing where nobody spoke, and in suggestions made before it was asked. */
  evidence?: LevelEvidence
  partialReason: (typeof PARTIAL_REASONS)[number] | null
  /** The provision found in the record's own sentence, else the sector-law act it lists, without an article; or empty. */
  citation: string
  /** The sentence of the record that names the article; missing where none does. */
  citationSentence?: string
}

/** Đăng ký mức độ of one service in one review campaign. */
export type Registration = {
  /** `2023-1:1.000110.01@so-tu-phap`. */
  id: string
  campaignId: string
  serviceId: string
  procedureCode: string
  procedureName: string
  serviceCode: string
  /**
   * Tên trường hợp where its procedure has several services: as its unit called it in a review before, else as the record does.
   * Missing in earlier releases.
   */
  caseName?: string
  /** What the record calls it, where `caseName` is the unit's. */
  recordedCaseName?: string
  unit: ServiceUnit
  agencyId: string
  adminLevel: AdminLevel
  field: { code: string; name: string }
  snapshotHash: string
  /** Equal for services with the same papers and steps; empty where the record names neither. */
  contentKey: string
  suggestion: Suggestion
  previousLevel: ServiceLevel | null
  /** The nation's flag on the day of opening, as evidence. */
  nationalFullProcess: boolean | null
  workflow: WorkflowSnapshot<RegistrationState, RegistrationContext>
  revision: number
}
