import { CRITERION_ANSWER_LABELS, proactiveLevelText } from "#models/legal-regime/legal-regime.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { provinceKind } from "#models/reference/province.ts"
import { formatDay, formatInstant } from "#models/shared/dates.ts"
import { ADMIN_LEVEL_LABELS, PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { personsBehind } from "#models/shared/workflow.ts"
import {
  type Block,
  bold,
  type DocumentLayout,
  paragraph,
  regular,
} from "#workflows/document-text/document-layout.ts"
import type { RegistrationPage } from "./registration-page.server.ts"

/** A place for a number written by hand. */
const BLANK = "\u00a0".repeat(8)

/**
 * Phiếu rà soát of one registration as it stands: the service, each criterion with its answer and what it rests on, the proposal
 * with reason and citation, where it departs from the suggestion, what was decided by whom, and the place to sign.
 */
export const composeReviewSlip = (
  page: RegistrationPage,
  issuer: Pick<EditionIssuer, "provinceUpper" | "placeName" | "training">,
): DocumentLayout => {
  const { registration, agencyName, context, names, today } = page
  const head =
    context.signedOff && !context.signedOff.takenOver
      ? (names[context.signedOff.by] ?? context.signedOff.by)
      : ""
  return {
    kind: "REVIEW_SLIP",
    header: {
      agency: [
        { text: `UBND ${issuer.provinceUpper}`, bold: false },
        { text: agencyName.toUpperCase(), bold: true },
      ],
      number: BLANK,
      symbol: "PRS",
      placeName: issuer.placeName,
      day: today,
    },
    typeName: "PHIẾU RÀ SOÁT",
    abstract: `Mức độ cung cấp dịch vụ công trực tuyến ${registration.serviceCode}`,
    blocks: [...identity(page), ...criteria(page), ...proposed(page), ...decided(page)],
    closing: {
      recipients: [`Văn phòng UBND ${provinceKind(issuer)}`, "Lưu: hồ sơ rà soát"],
      capacity: ["LÃNH ĐẠO ĐƠN VỊ"],
      fullName: head || "(Ký, ghi rõ họ tên)",
    },
    ...(issuer.training ? { training: true } : {}),
    annexes: [],
    edition: null,
  }
}

const heading = (text: string): Block => paragraph("heading", bold(text))
const line = (label: string, text: string): Block => paragraph("body", bold(`${label}: `), regular(text))

const identity = ({ registration, campaign, regime }: RegistrationPage): Block[] => [
  heading("1. Dịch vụ công"),
  line("Thủ tục hành chính", `${registration.procedureName} (mã ${registration.procedureCode})`),
  line("Dịch vụ công", `${registration.serviceCode}, đơn vị thực hiện: ${registration.unit.name}`),
  line("Lĩnh vực, cấp", `${registration.field.name}; ${ADMIN_LEVEL_LABELS[registration.adminLevel]}`),
  line("Đợt rà soát", campaign.name),
  line("Quy định áp dụng", regime.name),
]

/** Each criterion with the officer's answer, else what the rules suggest, and the words of the record it rests on. */
function criteria({ registration, regime, context }: RegistrationPage): Block[] {
  const { suggestion } = registration
  return [
    heading("2. Đối chiếu tiêu chí"),
    {
      block: "table",
      columns: [
        { heading: "Điểm", width: 13, align: "center" },
        { heading: "Tiêu chí", width: 55, align: "left" },
        { heading: "Trả lời", width: 24, align: "center" },
        { heading: "Căn cứ, bằng chứng", width: 68, align: "left" },
      ],
      rows: regime.criteria.map(({ letter, text, article }) => {
        const given = context.proposal?.answers.find((answer) => answer.letter === letter)
        const reason = suggestion.reasons.find(({ criterion }) => criterion === letter)
        const quotes = suggestion.facts
          .filter(({ id, quote }) => quote !== "" && reason?.factIds.includes(id))
          .map(({ quote, source }) => `“${quote}” (${source})`)
        const answer = given ? CRITERION_ANSWER_LABELS[given.value] : "(chưa trả lời)"
        const suggested =
          reason && given?.value !== reason.answer ? ` Gợi ý: ${CRITERION_ANSWER_LABELS[reason.answer]}.` : ""
        return {
          kind: "item" as const,
          cells: [
            letter,
            `${text} (${article})`,
            answer,
            [given?.note ?? "", reason?.explanation ?? "", ...quotes].filter(Boolean).join(" ") + suggested,
          ],
        }
      }),
    },
  ]
}

function proposed({ registration, context, overruled, regime }: RegistrationPage): Block[] {
  const { proposal } = context
  const { suggestion } = registration
  const proactive = regime.proactiveLevels.find(({ level }) => level === proposal?.proactiveLevel)
  return [
    heading("3. Mức độ đề xuất"),
    line(
      "Gợi ý theo quy định",
      `${SERVICE_LEVEL_LABELS[suggestion.level]}${suggestion.sure ? "" : " (cần xem xét)"}`,
    ),
    line("Đề xuất", proposal ? SERVICE_LEVEL_LABELS[proposal.level] : "chưa có"),
    ...(proposal?.partialReason
      ? [line("Lý do một phần", PARTIAL_REASON_LABELS[proposal.partialReason])]
      : []),
    ...(proposal?.citation ? [line("Căn cứ pháp luật chuyên ngành", proposal.citation)] : []),
    ...(proactive
      ? [line("Mức độ chủ động", `${proactiveLevelText(proactive)} (${proactive.article})`)]
      : []),
    ...overruled.map(({ point, suggested, proposed: chosen, why }) =>
      line(`Khác gợi ý, ${point.toLowerCase()}`, `${suggested} → ${chosen}${why ? `. ${why}` : ""}`),
    ),
    ...(proposal?.note ? [line("Ghi chú", proposal.note)] : []),
    ...suggestion.gaps.map((gap) => paragraph("body", regular(gap))),
  ]
}

/** Beside who did it: that it was in another's place, and why. */
const inPlace = (reason: string | undefined): string => (reason ? `, giải quyết thay: ${reason}` : "")

function decided({ context, names, history }: RegistrationPage): Block[] {
  const nameOf = (done: { by: string; onBehalfOf?: string }) =>
    personsBehind(done)
      .map((id) => names[id] ?? id)
      .join(", thay ")
  const when = (at: string) => formatInstant(new Date(at))
  const { signedOff, appraised, approved, announcement } = context
  return [
    heading("4. Quá trình xử lý"),
    ...(signedOff
      ? [line("Ký duyệt", `${nameOf(signedOff)}, ${when(signedOff.at)}${inPlace(signedOff.takenOver)}`)]
      : []),
    ...(appraised
      ? [
          line(
            "Thẩm định",
            `${nameOf(appraised)}, ${when(appraised.at)}${inPlace(appraised.takenOver)}${appraised.note ? `. ${appraised.note}` : ""}`,
          ),
        ]
      : []),
    ...(approved ? [line("Phê duyệt", `${nameOf(approved)}, ${when(approved.at)}`)] : []),
    ...(announcement
      ? [
          line(
            "Công bố",
            `Quyết định số ${announcement.decisionNumber}, ký ngày ${formatDay(announcement.signedOn)}`,
          ),
        ]
      : []),
    ...(history.length === 0
      ? [paragraph("body", regular("Chưa ai xử lý."))]
      : [
          {
            block: "table" as const,
            columns: [
              { heading: "Thời điểm", width: 34, align: "center" as const },
              { heading: "Người", width: 42, align: "left" as const },
              { heading: "Việc", width: 84, align: "left" as const },
            ],
            rows: [...history].reverse().map((entry) => ({
              kind: "item" as const,
              cells: [
                formatInstant(entry.at),
                entry.byName,
                entry.detail ? `${entry.what}: ${entry.detail}` : entry.what,
              ],
            })),
          },
        ]),
  ]
}
