import type { DocumentType, LintRule } from "../lint-rule.ts"
import { AGENCY_RULES } from "./agency-rules.ts"
import { ANNEX_FILE_RULES } from "./annex-file-rules.ts"
import { ANNEX_RULES } from "./annex-rules.ts"
import { ARTICLE_RULES } from "./article-rules.ts"
import { BASIS_RULES } from "./basis-rules.ts"
import { BODY_RULES } from "./body-rules.ts"
import { CLOSING_RULES } from "./closing-rules.ts"
import { FILE_RULES } from "./file-rules.ts"
import { FONT_RULES } from "./font-rules.ts"
import { LETTER_RULES } from "./letter-rules.ts"
import { NATION_RULES } from "./nation-rules.ts"
import { DATE_RULES, NUMBER_RULES } from "./number-date-rules.ts"
import { PAGE_NUMBER_RULES } from "./page-number-rules.ts"
import { PAGE_RULES } from "./page-rules.ts"
import { RECIPIENT_RULES } from "./recipient-rules.ts"
import { SUM_RULES } from "./sum-rules.ts"
import { TABLE_RULES } from "./table-rules.ts"
import { TEXT_RULES } from "./text-rules.ts"
import { TITLE_RULES } from "./title-rules.ts"
import { TOTAL_RULES } from "./total-rules.ts"

/** Every rule, in the order a reader goes through a document. */
export const LINT_RULES: readonly LintRule[] = [
  ...FILE_RULES,
  ...PAGE_RULES,
  ...PAGE_NUMBER_RULES,
  ...FONT_RULES,
  ...TEXT_RULES,
  ...NATION_RULES,
  ...AGENCY_RULES,
  ...NUMBER_RULES,
  ...DATE_RULES,
  ...TITLE_RULES,
  ...LETTER_RULES,
  ...BASIS_RULES,
  ...ARTICLE_RULES,
  ...BODY_RULES,
  ...CLOSING_RULES,
  ...RECIPIENT_RULES,
  ...ANNEX_RULES,
  ...ANNEX_FILE_RULES,
  ...TABLE_RULES,
  ...TOTAL_RULES,
  ...SUM_RULES,
]

/** An annex in a file of its own has neither the head of a document nor its text and end. */
const RULES_OF_ANNEX_FILE: readonly LintRule[] = [
  ...FILE_RULES,
  ...PAGE_RULES,
  ...PAGE_NUMBER_RULES,
  ...FONT_RULES,
  ...TEXT_RULES,
  ...ANNEX_RULES,
  ...ANNEX_FILE_RULES,
  ...TABLE_RULES,
  ...TOTAL_RULES,
  ...SUM_RULES,
]

/** The rules a document of a type is checked against. */
export const rulesFor = (type: DocumentType): readonly LintRule[] =>
  type === "ANNEX" ? RULES_OF_ANNEX_FILE : LINT_RULES.filter((rule) => !ANNEX_FILE_RULES.includes(rule))
