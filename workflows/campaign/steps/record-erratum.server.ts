import { reasonField } from "#workflows/step-fields.ts"
import { defineStep } from "../campaign-step.ts"

/** Records an official letter correcting a fault of form (công văn đính chính, NĐ 30/2020 Điều 18(3)). */
export const recordErratum = defineStep({
  intent: "erratum",
  event: "erratum.recorded",
  permission: "edition.correct",
  label: "Ghi nhận đính chính",
  place: "SIDE",
  fields: [
    {
      kind: "TEXT",
      name: "letter",
      label: "Công văn đính chính (số, ký hiệu)",
      min: 3,
      max: 200,
      tooShort: "Ghi số, ký hiệu công văn đính chính.",
      rows: 1,
    },
    reasonField("text", "Nội dung đính chính", "Ghi nội dung đính chính (ít nhất 5 ký tự)."),
  ],
  act: async (_, __, { letter, text }) => ({ event: { type: "erratum.recorded", letter, text } }),
})
