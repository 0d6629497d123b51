import { z } from "zod"

/** What a slot takes: a line of text, paragraphs, a count, a day. */
const SLOT_TYPES = ["TEXT", "PARAGRAPHS", "COUNT", "DAY"] as const

const Slot = z.object({
  name: z.string().regex(/^[a-z][A-Za-z]*$/),
  label: z.string().min(1),
  type: z.enum(SLOT_TYPES),
  /** What the sample shows, and what the form suggests nothing better than. */
  sample: z.string(),
})
export type TemplateSlot = z.infer<typeof Slot>

const SLOT = /\{\{(\w+)\}\}/gu
/** Names of the slots a text asks for. */
const slotsIn = (text: string): string[] => [...text.matchAll(SLOT)].map(([, name]) => name ?? "")

/** The text of a kind of document, with places for what differs; a change is a new version, never an edit. */
export const DocumentTemplate = z
  .object({
    id: z.string().min(1),
    version: z.number().int().min(1),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    /** As offered to officers. */
    name: z.string().min(1),
    /** Empty for a công văn, which has no tên loại (NĐ 30/2020 Phụ lục III, Mẫu 1.5). */
    typeName: z.string(),
    /** `BC-UBND`. */
    symbol: z.string().min(1),
    abstract: z.string().min(1),
    /** Kính gửi; empty where there is none. */
    addressee: z.string(),
    blocks: z.array(z.object({ kind: z.enum(["heading", "body"]), text: z.string().min(1) })).min(1),
    recipients: z.array(z.string().min(1)).min(1),
    slots: z.array(Slot),
  })
  .superRefine(({ slots, abstract, addressee, blocks }, context) => {
    const known = new Set(slots.map(({ name }) => name))
    const asked = new Set([abstract, addressee, ...blocks.map(({ text }) => text)].flatMap(slotsIn))
    for (const name of asked)
      if (!known.has(name))
        context.addIssue({ code: "custom", message: `the text asks for «${name}», which is no slot` })
    for (const name of known)
      if (!asked.has(name)) context.addIssue({ code: "custom", message: `the slot «${name}» stands nowhere` })
  })
export type DocumentTemplate = z.infer<typeof DocumentTemplate>
