import { z } from "zod"
import { CRITERION_ANSWERS } from "../legal-regime/legal-regime.ts"
import { PARTIAL_REASONS, SERVICE_LEVELS } from "../shared/levels.ts"

export const CriterionAnswer = z.object({
  letter: z.string(),
  value: z.enum(CRITERION_ANSWERS),
  note: z.string().max(1000).default(""),
  /**
   * Who answered it themself, and on which content of the procedure: a doubtful criterion, or otherwise than suggested. Missing
   * where a clear suggestion was left as it is. Kept by the use-case, never taken from a form.
   */
  answered: z.object({ by: z.string(), record: z.string() }).optional(),
})
export type CriterionAnswer = z.infer<typeof CriterionAnswer>

/** What an officer answers and proposes for one service. A draft may be incomplete; completeness is judged on submitting. */
export const Proposal = z.object({
  level: z.enum(SERVICE_LEVELS),
  answers: z.array(CriterionAnswer),
  partialReason: z.enum(PARTIAL_REASONS).nullable().default(null),
  citation: z.string().max(500).default(""),
  /** Why the officer decided otherwise than suggested; required when the level differs from the suggestion. */
  overruleReason: z.string().max(2000).default(""),
  note: z.string().max(2000).default(""),
  /** Mức độ chủ động, one of the pack's; null: none. Missing where it was not asked: the pack knows none, or rules proposed. */
  proactiveLevel: z.int().min(1).nullable().optional(),
  /** Tên trường hợp as the unit calls it; missing or empty: as the record names it. */
  caseName: z.string().max(300).optional(),
})
export type Proposal = z.infer<typeof Proposal>
