import type { CatalogueEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import type { Signatory } from "#models/official-document/official-document.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import type { DecisionFacts } from "#workflows/document-text/compose-decision.ts"
import type { Block, DocumentLayout } from "#workflows/document-text/document-layout.ts"

/** Đinh Thị Bích Vân, signing for the chairman. */
export const DEPUTY: Signatory = {
  personId: "phochutich",
  fullName: "Đinh Thị Bích Vân",
  position: "PHÓ CHỦ TỊCH",
  capacity: "KT",
  heldFrom: "2022-01-01",
  heldTo: null,
}

/** A position that goes with each capacity. */
export const POSITIONS: Record<Signatory["capacity"], string> = {
  HEAD: "CHỦ TỊCH",
  TM: "CHỦ TỊCH",
  KT: "PHÓ CHỦ TỊCH",
  TM_KT: "PHÓ CHỦ TỊCH",
  TL: "CHÁNH VĂN PHÒNG",
  TUQ: "GIÁM ĐỐC SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN",
  Q: "CHỦ TỊCH",
}

export const FACTS: DecisionFacts = {
  signatory: DEPUTY,
  submission: { number: "12", symbol: "TTr-VPUBND", day: "2023-05-08" },
}

/** The paragraphs of a layout as plain text. */
export const paragraphsOf = (layout: DocumentLayout): string[] => layout.blocks.flatMap(textOf)

const textOf = (block: Block): string[] =>
  block.block === "table" ? [] : [block.runs.map(({ text }) => text).join("")]

/** Services of every level, in numbers that differ. */
export const atEveryLevel = (entry: CatalogueEntry): CatalogueEntry => {
  const level = SERVICE_LEVELS[[0, 0, 1, 0, 1, 2, 1, 0, 3, 2, 0][entry.position % 11] ?? 0] ?? "FULL"
  const reason = {
    partialReason: "ON_SITE_VERIFICATION",
    citation: "Điều 41 Luật Lâm nghiệp năm 2017",
  } as const
  return { ...entry, level, ...(level === "PARTIAL" ? reason : { partialReason: null, citation: "" }) }
}
