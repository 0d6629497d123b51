import type { Signatory } from "#models/official-document/official-document.ts"
import type { DecisionFacts } from "#workflows/official-document/compose-decision.ts"
import type { Block, DocumentLayout } from "#workflows/official-document/document-layout.ts"

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
