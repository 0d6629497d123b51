import { z } from "zod"
import { EDITION_CONDITIONS, EDITION_SLOTS, ISSUER_SLOTS, TEXT_PURPOSES } from "./edition-slots.ts"
import { Slot, type SlotType, type TemplateSlot } from "./template-slot.ts"

/**
 * What a block becomes: an article is numbered `Điều n.`, a clause `n.` within its article, a dash begins `- ` and ends `;`
 * or `.`, a basis likewise; `decides` is the line above the articles, a table is one slot.
 */
export const TEXT_BLOCK_KINDS = [
  "basis",
  "decides",
  "article",
  "article-title",
  "clause",
  "heading",
  "body",
  "dash",
  "table",
] as const

export const TEXT_BLOCK_LABELS: Record<TextBlock["kind"], string> = {
  basis: "Căn cứ",
  decides: "Dòng «QUYẾT ĐỊNH:»",
  article: "Điều",
  "article-title": "Điều có tiêu đề",
  clause: "Khoản (1., 2., …)",
  heading: "Tiêu đề mục",
  body: "Đoạn văn",
  dash: "Gạch đầu dòng",
  table: "Bảng",
}

const TextBlock = z.object({
  kind: z.enum(TEXT_BLOCK_KINDS),
  text: z.string().trim().min(1, "Khối chữ còn trống.").max(4000, "Khối chữ dài hơn 4.000 ký tự."),
  /** Stands in the document only then. */
  when: z.enum(EDITION_CONDITIONS).optional(),
})
export type TextBlock = z.infer<typeof TextBlock>

const SLOT = /\{\{(\w+)\}\}/gu
/** Names of the slots a text asks for. */
export const slotsIn = (text: string): string[] => [...text.matchAll(SLOT)].map(([, name]) => name ?? "")

/** Types whose value is several paragraphs or a table: a block holds one such slot at most. */
const MANY: ReadonlySet<SlotType> = new Set(["LIST", "TABLE"])

/** The text of a kind of document, with places for what differs; a change is a new version, never an edit. */
export const DocumentTemplate = z
  .object({
    id: z.string().min(1),
    version: z.number().int().min(1),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    purpose: z.enum(TEXT_PURPOSES),
    /** As offered to officers. */
    name: z.string().min(1),
    /** Empty for a công văn, which has no tên loại (NĐ 30/2020 Phụ lục III, Mẫu 1.5). */
    typeName: z.string(),
    /** In whose name it is issued; missing: as decisions are. */
    authority: z.enum(["CHAIRMAN", "COMMITTEE"]).optional(),
    /** `BC-UBND`; empty where the issuing facts of the day say it. */
    symbol: z.string(),
    abstract: z.string().trim().min(1, "Trích yếu còn trống."),
    /** Kính gửi; empty where there is none. */
    addressee: z.string(),
    blocks: z.array(TextBlock).min(1),
    /** Empty where the issuing facts of the day say them. */
    recipients: z.array(z.string().min(1)),
    /** What people fill in; the edition's own slots are `EDITION_SLOTS`. */
    slots: z.array(Slot),
  })
  .superRefine((template, context) => {
    for (const { path, message } of faultsOf(template)) context.addIssue({ code: "custom", path, message })
  })
export type DocumentTemplate = z.infer<typeof DocumentTemplate>

type Fault = { path: (string | number)[]; message: string }

function faultsOf(template: {
  purpose: string
  abstract: string
  addressee: string
  blocks: TextBlock[]
  slots: TemplateSlot[]
}): Fault[] {
  const isOfficers = template.purpose === "OFFICER"
  const slots: readonly TemplateSlot[] = isOfficers ? template.slots : EDITION_SLOTS
  const types = new Map([...ISSUER_SLOTS, ...slots].map(({ name, type }) => [name, type]))
  const faults: Fault[] = []
  const lines = [
    { path: ["abstract"], text: template.abstract },
    { path: ["addressee"], text: template.addressee },
    ...template.blocks.map(({ text }, index) => ({ path: ["blocks", index, "text"], text })),
  ]
  const asked = new Set<string>()
  for (const { path, text } of lines) {
    if (/[{}]/u.test(text.replace(SLOT, "")))
      faults.push({
        path,
        message:
          "Chỗ điền viết đúng dạng {{ten}}, không dấu, không khoảng trắng; ngoài ra không dùng ngoặc nhọn.",
      })
    const many = path[0] !== "blocks" && slotsIn(text).find((name) => MANY.has(types.get(name) ?? "TEXT"))
    if (many) faults.push({ path, message: `«${many}» là danh sách hoặc bảng, chỉ đứng trong khối chữ.` })
    for (const name of slotsIn(text)) {
      asked.add(name)
      if (!types.has(name)) faults.push({ path, message: `Không có chỗ điền tên «${name}».` })
    }
  }
  if (isOfficers)
    for (const { name, type } of slots) {
      if (MANY.has(type)) faults.push({ path: ["slots"], message: `«${name}» phải là chữ, số hoặc ngày.` })
      if (!asked.has(name)) faults.push({ path: ["slots"], message: `Chỗ điền «${name}» không dùng ở đâu.` })
    }
  for (const [index, { kind, text, when }] of template.blocks.entries()) {
    const path = ["blocks", index, "text"]
    const many = slotsIn(text).filter((name) => MANY.has(types.get(name) ?? "TEXT"))
    if (many.length > 1)
      faults.push({
        path,
        message: `Một khối chữ chỉ có một danh sách hoặc bảng, đang có «${many.join("», «")}».`,
      })
    const [name = ""] = slotsIn(text)
    if ((kind === "table") !== (types.get(name) === "TABLE"))
      faults.push({ path, message: "Bảng chỉ đứng trong khối «Bảng», và khối «Bảng» chỉ có một bảng." })
    if (isOfficers && when)
      faults.push({ path, message: "Điều kiện chỉ dùng cho văn bản lập từ danh mục đã chốt." })
  }
  return faults
}

/** A text as a frozen edition keeps it: the version of its day, whatever comes later. */
export type EditionText = Pick<DocumentTemplate, "id" | "version" | "abstract" | "blocks">
export type EditionTexts = { decision: EditionText; submission: EditionText }

/** The versions of one text, newest first. */
export const versionsOf = (templates: readonly DocumentTemplate[], id: string): DocumentTemplate[] =>
  templates.filter((one) => one.id === id).sort((a, b) => b.version - a.version)
