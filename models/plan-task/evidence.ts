import { z } from "zod"

const EVIDENCE_KINDS = ["TEXT", "LINK", "FILE", "SUB_PLAN", "BUDGET", "FIGURE", "ACT"] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]

export const EVIDENCE_KIND_LABELS: Record<EvidenceKind, string> = {
  TEXT: "Diễn giải",
  LINK: "Đường dẫn",
  FILE: "Tệp",
  SUB_PLAN: "Kế hoạch, văn bản đã ban hành",
  BUDGET: "Kinh phí",
  FIGURE: "Số liệu của hệ thống",
  ACT: "Việc của hệ thống",
}

/** Minh chứng. One shape for all kinds; a kind fills what it is made of. Stored for ever in the log: fields only ever come. */
export const Evidence = z.object({
  id: z.string(),
  kind: z.enum(EVIDENCE_KINDS),
  text: z.string(),
  /** Where it can be looked at: an address of ours or another's; empty for none. */
  link: z.string(),
  /** The file laid beside the task, with its SHA-256. */
  fileId: z.string().optional(),
  sha256: z.string().optional(),
  /** Of a document that was issued: number with symbol, and day. */
  number: z.string().optional(),
  day: z.string().optional(),
  /** Of money: budget year, đồng, and where it comes from. */
  year: z.number().int().optional(),
  amount: z.number().int().optional(),
  source: z.string().optional(),
  /** A live figure as it stood: so many of so many. */
  value: z.number().int().optional(),
  of: z.number().int().optional(),
})
export type Evidence = z.infer<typeof Evidence>

/** Whose it is and since when, as the machine keeps it. */
export type KeptEvidence = Evidence & { by: string; at: string }

/** Laid there by a person; figures and acts are the system's own. */
export const isOfPeople = ({ kind }: Pick<Evidence, "kind">): boolean => kind !== "ACT" && kind !== "FIGURE"
