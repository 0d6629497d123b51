import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { CORRECTED_COLUMNS, type CorrectedColumn, type CorrectedRow } from "#models/campaign/erratum.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { correctedBy, correctedEntry } from "#models/catalogue-edition/corrected-rows.ts"
import { COLUMN_LABELS } from "#models/catalogue-edition/row-change.ts"
import { columnText } from "#models/catalogue-edition/row-changes.ts"
import { dayOf, formatDay, formatOfficialDay } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { normaliseText } from "#models/shared/text.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { layoutLines } from "#workflows/document-text/layout-lines.ts"
import { reasonField } from "#workflows/step-fields.ts"
import { defineStep } from "../campaign-step.ts"
import { currentEdition } from "../decision-bytes.server.ts"

const line = <const Name extends string>(name: Name, label: string, tooShort: string, max = 300) =>
  ({ kind: "TEXT", name, label, min: 1, max, tooShort, rows: 1 }) as const

/** The fault is in the wording of the decision, not in a row of its lists. */
const IN_TEXT = "TEXT"

/**
 * Records an official letter correcting a fault of form (công văn đính chính, NĐ 30/2020 Điều 18(3)): what is printed where, and how it
 * is to be read. It changes no level and no service in force; a row of the lists is read as corrected from then on.
 */
export const recordErratum = defineStep({
  intent: "erratum",
  event: "erratum.recorded",
  permission: "edition.correct",
  label: "Ghi nhận đính chính",
  place: "SIDE",
  fields: [
    {
      ...line("letter", "Công văn đính chính (số, ký hiệu)", "Ghi số, ký hiệu công văn đính chính.", 200),
      min: 3,
    },
    {
      kind: "DAY",
      name: "letterDay",
      label: "Ngày của công văn",
      missing: "Ghi ngày của công văn đính chính.",
    },
    {
      kind: "CHOICE",
      name: "concerns",
      label: "Sai ở",
      missing: "Chọn chỗ sai: lời văn, hay một cột của dòng danh mục.",
      options: [
        { value: IN_TEXT, label: "Lời văn, thể thức của văn bản" },
        ...CORRECTED_COLUMNS.map((value) => ({ value, label: `Dòng danh mục: ${COLUMN_LABELS[value]}` })),
      ],
      none: "",
    },
    line(
      "where",
      "Vị trí trong văn bản (ví dụ: khoản 2 Điều 1; dòng 12 Phụ lục I)",
      "Ghi vị trí có sai sót.",
    ),
    {
      kind: "TEXT",
      name: "serviceCode",
      label: "Mã dịch vụ công của dòng",
      description: "Chỉ ghi khi sai ở dòng danh mục, ví dụ 1.000894.01.",
      min: 0,
      max: 40,
      tooShort: "Ghi mã dịch vụ công.",
      rows: 1,
    },
    line("wrong", "Đã in là", "Chép đúng chữ đã in.", 1000),
    line("right", "Đọc đúng là", "Ghi chữ đúng.", 1000),
    reasonField("text", "Lý do, ghi chú", "Ghi lý do đính chính (ít nhất 5 ký tự)."),
  ],
  preview: async () => ({
    says: [
      "Chỉ đính chính sai sót về thể thức, câu chữ: không đổi mức độ, không thêm bớt dịch vụ; quyết định đã ký giữ nguyên từng chữ. Sai về nội dung thì mở đợt điều chỉnh.",
      "Dòng danh mục được đính chính: trang tra cứu và tệp hợp nhất đọc theo chữ đúng từ hôm nay; bản ghi đã gửi các cổng không tự đổi.",
    ],
  }),
  act: async (
    _,
    { campaign, at },
    { letter, letterDay, concerns, where, serviceCode = "", wrong, right, text },
  ) => {
    const printed = normaliseText(wrong)
    const read = normaliseText(right)
    if (printed === read) throw wrongAt("right", "Chữ đúng giống hệt chữ đã in: không có gì để đính chính.")
    assertDay(campaign, letterDay, dayOf(at))
    const column = CORRECTED_COLUMNS.find((one) => one === concerns)
    if (!column && concerns !== IN_TEXT) throw wrongAt("concerns", "Chọn chỗ sai trong danh sách.")
    const edition = await currentEdition(campaign)
    const rows = column
      ? rowsCorrected(campaign, edition, { column, serviceCode, wrong: printed, right: read })
      : []
    if (!column) assertPrinted(campaign, edition, printed)
    return {
      event: {
        type: "erratum.recorded",
        letter,
        text,
        day: letterDay,
        place: where,
        wrong: printed,
        right: read,
        rows,
      },
    }
  },
})

const wrongAt = (field: string, message: string): InvalidInputError =>
  new InvalidInputError(message, [{ field, message }])

/** @throws InvalidInputError for a letter from before the decision, or from a day that has not come */
function assertDay({ workflow }: ReviewCampaign, day: string, today: string): void {
  const decided = workflow.context.numbered?.day ?? today
  if (day > today)
    throw wrongAt("letterDay", `Ngày của công văn phải không sau hôm nay (${formatDay(today)}).`)
  if (day < decided)
    throw wrongAt(
      "letterDay",
      `Công văn đính chính phải từ ngày của quyết định (${formatDay(decided)}) trở đi.`,
    )
}

/** Words that are not in the decision cannot be put right. An edition frozen before its texts were kept cannot be asked. */
function assertPrinted({ workflow }: ReviewCampaign, edition: FrozenEdition, wrong: string): void {
  const { signed, submission, numbered } = workflow.context
  if (!edition.texts || !signed) return
  const lines = layoutLines(composeDecision(edition, { signatory: signed.signatory, submission }))
  const given = numbered ? [`Số: ${numbered.number}/${numbered.symbol}`, formatOfficialDay(numbered.day)] : []
  if (![...lines, ...given].some((one) => normaliseText(one).includes(wrong)))
    throw wrongAt(
      "wrong",
      `Không thấy «${wrong}» trong quyết định đã ban hành. Chép đúng chữ đã in, trong một dòng.`,
    )
}

type Sought = { column: CorrectedColumn; serviceCode: string; wrong: string; right: string }

/** The rows with that code whose column has those words, old → new. @throws InvalidInputError where there is none */
function rowsCorrected(
  { workflow }: ReviewCampaign,
  { entries }: FrozenEdition,
  { column, serviceCode, wrong, right }: Sought,
): CorrectedRow[] {
  const code = serviceCode.trim()
  const named = entries
    .filter((entry) => entry.serviceCode === code)
    .map(correctedBy(workflow.context.errata))
  if (named.length === 0)
    throw wrongAt(
      "serviceCode",
      `Quyết định này không có dòng nào mang mã «${code}». Ghi mã dịch vụ công, ví dụ ${entries[0]?.serviceCode ?? "1.000894.01"}.`,
    )
  const rows = named.flatMap((entry): CorrectedRow[] => {
    const before = columnText(entry, column)
    const now = columnText(correctedEntry(entry, column, { wrong, right }), column)
    return before === now ? [] : [{ serviceId: entry.serviceId, serviceCode: code, column, before, now }]
  })
  if (rows.length === 0)
    throw wrongAt(
      "wrong",
      `Không thấy «${wrong}» ở cột «${COLUMN_LABELS[column]}» của ${formatNumber(named.length)} dòng mang mã ${code}.`,
    )
  return rows
}
