import { type DocumentTemplate, slotsIn, type TextBlock } from "./document-template.ts"
import { EDITION_CONDITION_LABELS, type EditionSlotName, TEXT_PURPOSE_LABELS } from "./edition-slots.ts"

/** What a decision that lists services of central branches has to say of them: how many, and where. */
const ASKED = ["branches", "branchAnnex"] as const satisfies EditionSlotName[]

/** Whether a text says something of the services of central branches. */
export const saysBranches = (blocks: readonly Pick<TextBlock, "text">[]): boolean =>
  blocks.some(({ text }) => slotsIn(text).some((name) => name === "branches"))

/** Why the annual decision cannot list services of central branches: its text names no such annex. Null where it does, or there is none. */
export const branchTextFault = (
  templates: readonly Pick<DocumentTemplate, "purpose" | "blocks">[],
): string | null => {
  const decision = templates.find(({ purpose }) => purpose === "ANNUAL_DECISION")
  const said = new Set(decision?.blocks.flatMap(({ text }) => slotsIn(text)))
  const lacking = ASKED.filter((name) => !said.has(name))
  if (!decision || lacking.length === 0) return null
  return `Mẫu «${TEXT_PURPOSE_LABELS.ANNUAL_DECISION}» chưa nêu phụ lục của cơ quan ngành dọc: thêm vào Điều 1 một khối chữ có ${lacking.map((name) => `{{${name}}}`).join(", ")}, có khi «${EDITION_CONDITION_LABELS.WITH_BRANCHES}». Chưa thêm thì chưa lập được quyết định.`
}
