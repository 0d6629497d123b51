import type { IsoDay } from "../shared/dates.ts"

/** Quyền hạn ký (NĐ 30/2020 Phụ lục I, II.7b). */
export const SIGNING_CAPACITIES = ["HEAD", "TM", "KT", "TM_KT", "TL", "TUQ", "Q"] as const
export type SigningCapacity = (typeof SIGNING_CAPACITIES)[number]

/** As documents and screens name them. */
export const SIGNING_CAPACITY_LABELS: Record<SigningCapacity, string> = {
  HEAD: "Người đứng đầu",
  TM: "TM. (thay mặt tập thể)",
  KT: "KT. (ký thay)",
  TM_KT: "TM. tập thể, KT. người đứng đầu",
  TL: "TL. (thừa lệnh)",
  TUQ: "TUQ. (thừa ủy quyền)",
  Q: "Q. (quyền)",
}

/** Who signs and in which capacity, as held on the day of signing. */
export type Signatory = {
  personId: string
  fullName: string
  /** `PHÓ CHỦ TỊCH`. */
  position: string
  capacity: SigningCapacity
  heldFrom: IsoDay
  heldTo: IsoDay | null
  /** Căn cứ: the appointment, assignment or written mandate it rests on; empty where nobody entered one. */
  ground?: string
}

/** Stages the bytes of a decision go through; every stage is kept (NĐ 30/2020 Phụ lục VI III). */
export const DOCUMENT_STAGES = ["UNSIGNED", "INITIALLED", "SIGNED", "NUMBERED", "SEALED"] as const
export type DocumentStage = (typeof DOCUMENT_STAGES)[number]

/**
 * FULL and PARTIAL are lists of services; REMOVED lists what an amendment takes out of the catalogue, CHANGES what it changes, old →
 * new; BRANCHES what central branches carry out. In the order of the annexes.
 */
export const ANNEX_KINDS = ["FULL", "PARTIAL", "REMOVED", "CHANGES", "BRANCHES"] as const
export type AnnexKind = (typeof ANNEX_KINDS)[number]

/** An annex is a document by itself only where it is kept in a file of its own. */
export type DocumentKind = "DECISION" | "SUBMISSION" | AnnexDocumentKind
type AnnexDocumentKind = `ANNEX_${AnnexKind}`
export const annexDocumentKind = (kind: AnnexKind): AnnexDocumentKind => `ANNEX_${kind}`

/** One stored stage of one document: inserted once, never changed. */
export type OfficialDocument = {
  /** `2023-1/1:DECISION:SIGNED`. */
  id: string
  editionId: string
  editionDraftId: string
  kind: DocumentKind
  stage: DocumentStage
  pages: number
  sha256: string
  createdAt: Date
}

/** `2023-1/1:DECISION:SIGNED`. */
export const documentIdOf = (editionDraftId: string, kind: DocumentKind, stage: DocumentStage): string =>
  `${editionDraftId}:${kind}:${stage}`
