import { centreOf, type Line, widthOf } from "#workflows/pdf-reading/lines.ts"
import type { Segment } from "#workflows/pdf-reading/reading.ts"
import type { LintRule, rulesOf } from "../lint-rule.ts"
import { fault, inMm, inPercent, points, within } from "../measure.ts"
import type { DocumentParts } from "../recognise/document-parts.ts"

type Make = ReturnType<typeof rulesOf>
type Under = (parts: DocumentParts) => { lines: Line[]; rule: Segment | null }

/** A rule under text that the decree wants there. */
export const presentRule = (make: Make, law: string, what: string, under: Under): LintRule =>
  make("rule", law, `Dưới ${what} có đường kẻ ngang, nét liền.`, ({ parts }) => {
    const { lines, rule } = under(parts)
    const last = lines.at(-1)
    return last && !rule ? [fault(last.page, "không có đường kẻ", `đường kẻ dưới ${what}`)] : []
  })

/** A third to a half of the last line above; which line counts the decree does not say. */
export const lengthOfShortRule = (make: Make, law: string, what: string, under: Under): LintRule =>
  make(
    "rule-length",
    law,
    `Đường kẻ dưới ${what} dài đúng quy định so với dòng chữ.`,
    ({ parts, profile }) => {
      const { lines, rule } = under(parts)
      const last = lines.at(-1)
      if (!last || !rule) return []
      const part = widthOf(rule) / widthOf(last)
      return within(part, profile.allowed.shortRule, profile.tolerance.ratio)
        ? []
        : [
            fault(
              last.page,
              `dài ${inMm(widthOf(rule))}, bằng ${inPercent(part)} dòng chữ`,
              `từ ${inPercent(profile.allowed.shortRule.min)} đến ${inPercent(profile.allowed.shortRule.max)} dòng chữ`,
            ),
          ]
    },
  )

export const centredShortRule = (make: Make, law: string, what: string, under: Under): LintRule =>
  make("rule-centred", law, `Đường kẻ dưới ${what} cân đối so với dòng chữ.`, ({ parts, profile }) => {
    const { lines, rule } = under(parts)
    const last = lines.at(-1)
    if (!last || !rule) return []
    const apart = Math.abs(centreOf(rule) - centreOf(last))
    return apart <= points(profile.tolerance.centring)
      ? []
      : [fault(last.page, `lệch ${inMm(apart)}`, "giữa dòng chữ")]
  })
