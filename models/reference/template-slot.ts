import { z } from "zod"

/** What a slot takes: a line of text, paragraphs, a count, a day; from an edition also a list or a table. */
const SLOT_TYPES = ["TEXT", "PARAGRAPHS", "COUNT", "DAY", "LIST", "TABLE"] as const
export type SlotType = (typeof SLOT_TYPES)[number]

/** A place in a text for what differs. */
export const Slot = z.object({
  name: z.string().regex(/^[a-z][A-Za-z]*$/),
  label: z.string().min(1),
  type: z.enum(SLOT_TYPES),
  /** What the sample shows, and what the form suggests nothing better than. */
  sample: z.string(),
})
export type TemplateSlot = z.infer<typeof Slot>
