import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  type DocumentTemplate,
  type EditionText,
  type EditionTexts,
  slotsIn,
  type TextBlock,
} from "#models/reference/document-template.ts"
import { TEXT_PURPOSE_LABELS, type TextPurpose } from "#models/reference/edition-slots.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Block } from "./document-layout.ts"
import { conditionsOf, editionValues, type SubmissionFacts } from "./edition-values.ts"
import { fillBlocks, fillLine } from "./fill-text.ts"

/**
 * What the documents of an edition will say, from the templates in force on a day; the edition keeps it.
 * @throws RuleBrokenError naming the text that is missing
 */
export const editionTextsFrom = (
  kind: CarriedEdition["kind"],
  templates: readonly DocumentTemplate[],
): EditionTexts => {
  const textFor = (purpose: TextPurpose): EditionText => {
    const found = templates.find((one) => one.purpose === purpose)
    if (!found)
      throw new RuleBrokenError(
        `Chưa có mẫu «${TEXT_PURPOSE_LABELS[purpose]}» có hiệu lực nên chưa lập được văn bản.`,
      )
    const { id, version, abstract, blocks } = found
    return { id, version, abstract, blocks }
  }
  return {
    decision: textFor(kind === "ANNUAL" ? "ANNUAL_DECISION" : "AMENDING_DECISION"),
    submission: textFor("SUBMISSION"),
  }
}

/** Trích yếu of the decision (Mẫu 1.2: `Về việc …`). @throws RuleBrokenError for an edition without texts */
export const decisionAbstract = (edition: CarriedEdition): string =>
  upperFirst(fillLine(textsOf(edition).decision.abstract, editionValues(edition, null)))

/**
 * A text of the edition with its slots filled from its rows and issuing facts.
 * @throws RuleBrokenError for an edition without texts
 */
export const textOfEdition = (
  edition: CarriedEdition,
  which: keyof EditionTexts,
  submission: SubmissionFacts,
): { abstract: string; blocks: Block[] } => {
  const values = new Map([
    ...editionValues(edition, submission),
    ["decisionAbstract", lowerFirst(decisionAbstract(edition))] as const,
  ])
  return {
    abstract: upperFirst(fillLine(textsOf(edition)[which].abstract, values)),
    blocks: fillBlocks(standingBlocks(edition, which, submission), values),
  }
}

/** Slots of the blocks that stand in a text of the edition for which it has nothing. @throws RuleBrokenError without texts */
export const emptySlotsOf = (
  edition: CarriedEdition,
  which: keyof EditionTexts,
  submission: SubmissionFacts,
): string[] => {
  const values: ReadonlyMap<string, unknown> = editionValues(edition, submission)
  const asked = standingBlocks(edition, which, submission).flatMap(({ text }) => slotsIn(text))
  const isEmpty = (value: unknown) => value === "" || (Array.isArray(value) && value.length === 0)
  return [...new Set(asked)].filter((name) => isEmpty(values.get(name)))
}

/** Blocks whose condition holds. */
function standingBlocks(
  edition: CarriedEdition,
  which: keyof EditionTexts,
  submission: SubmissionFacts,
): TextBlock[] {
  const holds = conditionsOf(edition, submission, which)
  return textsOf(edition)[which].blocks.filter(({ when }) => when === undefined || holds.has(when))
}

/** @throws RuleBrokenError for an edition without texts */
function textsOf({ texts, editionId }: CarriedEdition): EditionTexts {
  if (texts) return texts
  throw new RuleBrokenError(
    `Danh mục ${editionId} được chốt khi chưa lưu kèm mẫu văn bản nên không lập lại văn bản được; tệp đã lưu vẫn còn nguyên. Trả lại danh mục và chốt lại nếu cần lập văn bản mới.`,
  )
}

const lowerFirst = (value: string): string => value.charAt(0).toLocaleLowerCase("vi") + value.slice(1)
const upperFirst = (value: string): string => value.charAt(0).toLocaleUpperCase("vi") + value.slice(1)
