import type { LayoutProfileData } from "#workflows/document-text/layout-profiles/layout-profile-data.ts"
import type { Reading } from "./reading.ts"
import type { DocumentParts } from "./recognise/document-parts.ts"

/** ANNEX: an annex of a decision in a file of its own. */
export type DocumentType = "DECISION" | "SUBMISSION" | "LETTER" | "NOTICE" | "REPORT" | "ANNEX" | "OTHER"

/** Everything a rule may look at: nothing but the finished file, and the profile of its day. */
export type Checked = {
  reading: Reading
  parts: DocumentParts
  profile: LayoutProfileData
  type: DocumentType
}

/** One place where a rule does not hold. `page` counts from 1 over the whole file; 0 is the file itself. */
export type Fault = { page: number; found: string; expected: string }

/** An error keeps a document from being submitted; a warning is for the eyes of the records office. */
export type Severity = "error" | "warning"

export type LintRule = {
  /** `header.motto-rule-length`: stable, for reports and tests. */
  id: string
  severity: Severity
  /** Where the rule is written. */
  law: string
  /** What must hold, a Vietnamese sentence. */
  sentence: string
  check(checked: Checked): Fault[]
}

export type Finding = Fault & Pick<LintRule, "severity" | "law" | "sentence"> & { rule: string }

export type LintReport = {
  ok: boolean
  profile: string
  pages: number
  /** How many rules were checked. */
  rules: number
  findings: Finding[]
}

/** Makes the rules of one component: `rulesOf("header")("nation-text", law, sentence, check)`. */
export const rulesOf =
  (component: string) =>
  (
    id: string,
    law: string,
    sentence: string,
    check: LintRule["check"],
    severity: Severity = "error",
  ): LintRule => ({ id: `${component}.${id}`, severity, law, sentence, check })
