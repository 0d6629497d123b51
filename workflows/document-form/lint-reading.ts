import { layoutProfileOn } from "#workflows/document-text/layout-profiles/layout-profiles.ts"
import { folded } from "#workflows/pdf-reading/lines.ts"
import type { Checked, DocumentType, Finding, LintReport } from "./lint-rule.ts"
import type { Reading } from "./reading.ts"
import type { DocumentParts } from "./recognise/document-parts.ts"
import { recognise } from "./recognise/recognise.ts"
import { rulesFor } from "./rules/all-rules.ts"
import { dateParts } from "./rules/number-date-rules.ts"

const TYPES: Record<string, DocumentType> = {
  "quyet dinh": "DECISION",
  "to trinh": "SUBMISSION",
  "thong bao": "NOTICE",
  "bao cao": "REPORT",
}

/**
 * Checks a finished file as read back against every rule of the layout profile of its day: the day printed in it, else the
 * day it was made. @throws RuleBrokenError when there is no profile for that day
 */
export const lintReading = (reading: Reading): LintReport => {
  const parts = recognise(reading)
  const profile = layoutProfileOn(dayOfDocument(parts, reading))
  const type = typeOf(parts)
  const checked: Checked = { reading, parts, profile, type }
  const rules = rulesFor(type)
  const findings = rules.flatMap(({ id, severity, law, sentence, check }) =>
    check(checked).map((fault): Finding => ({ rule: id, severity, law, sentence, ...fault })),
  )
  return {
    ok: findings.every(({ severity }) => severity !== "error"),
    profile: profile.id,
    pages: reading.pages.length,
    rules: rules.length,
    findings,
  }
}

function typeOf({ main, annexes, title: { isLetter, typeName } }: DocumentParts): DocumentType {
  if (main.length === 0 && annexes.length > 0) return "ANNEX"
  return isLetter ? "LETTER" : (TYPES[folded(typeName?.text ?? "")] ?? "OTHER")
}

function dayOfDocument({ header }: DocumentParts, { file }: Reading): string {
  const { day = "", month = "", year = "" } = dateParts(header.date?.text ?? "") ?? {}
  const printed = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
  return /^\d{4}-\d\d-\d\d$/u.test(printed) ? printed : (file.createdOn ?? NO_DAY)
}

/** A file that tells no day is checked by the newest profile. */
const NO_DAY = "9999-12-31"
