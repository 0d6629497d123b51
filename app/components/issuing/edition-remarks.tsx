import { Stack } from "@mantine/core"
import { DAY_RULE_LABELS } from "#models/campaign/day-rules.ts"
import { RECALL_OUTCOME_LABELS } from "#models/campaign/recall-outcome.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { EditionPage } from "#workflows/screens/edition-page.server.ts"
import { Notice } from "../catalogue/facts.tsx"

const dayOfInstant = (at: string) => formatDay(dayOf(new Date(at)))

type EditionRemarksProps = Pick<EditionPage, "context" | "standingFault" | "underWay" | "voidedNumbers">

/** What was said on the way: returns with their reasons, days that differ, corrections, a recall. */
export function EditionRemarks({ context, standingFault, underWay, voidedNumbers }: EditionRemarksProps) {
  const { returns, errata, dayReasons, recalled, stopped } = context
  const remarks = returns.length + errata.length + dayReasons.length + voidedNumbers.length
  if (remarks === 0 && !recalled && !stopped && !standingFault && !underWay) return null
  return (
    <Stack gap="xs">
      {recalled ? (
        <Notice tone="bad" title={`Quyết định đã bị thu hồi ngày ${dayOfInstant(recalled.at)}.`}>
          Lý do: {recalled.reason}
          {recalled.explanation ? ` Giải thích công khai: ${recalled.explanation}` : ""}
          {recalled.follows ? ` Có hiệu lực sau đó: ${RECALL_OUTCOME_LABELS[recalled.follows]}.` : ""}
        </Notice>
      ) : null}
      {stopped ? (
        <Notice tone="bad" title={`Đợt này đã dừng ngày ${dayOfInstant(stopped.at)}.`}>
          Lý do: {stopped.reason}
        </Notice>
      ) : null}
      {underWay ? (
        <Notice tone="quiet" title={underWay}>
          Tải lại trang để xem tiến độ. Nếu máy chủ vừa khởi động lại, việc này được làm tiếp trong ít phút.
        </Notice>
      ) : null}
      {standingFault ? (
        <Notice tone="bad" title="Đợt này chưa đi tiếp được.">
          {standingFault}
        </Notice>
      ) : null}
      {returns.map(({ at, reason }) => (
        <Notice key={at} title={`Hồ sơ bị trả lại ngày ${dayOfInstant(at)}.`}>
          Lý do: {reason}
        </Notice>
      ))}
      {voidedNumbers.map(({ number, at, reason }) => (
        <Notice
          key={number}
          tone="quiet"
          title={`Số ${number} đã hủy ngày ${formatDay(dayOf(new Date(at)))}.`}
        >
          Lý do: {reason}. Số này không cấp lại.
        </Notice>
      ))}
      {dayReasons.map(({ at, rules, reason }) => (
        <Notice key={at} title={`${rules.map((rule) => DAY_RULE_LABELS[rule]).join("; ")}.`}>
          Lý do, ghi ngày {dayOfInstant(at)}: {reason}
        </Notice>
      ))}
      {errata.map(({ at, letter, day, place, wrong, right, text, rows = [] }) => (
        <Notice
          key={at}
          tone="quiet"
          title={`Đính chính theo Công văn số ${letter}${day ? ` ngày ${formatDay(day)}` : ""}.`}
        >
          {wrong && right ? `${place}: “${wrong}” đọc đúng là “${right}”. ` : ""}
          {rows.length > 0 ? `${formatNumber(rows.length)} dòng danh mục được đọc theo chữ đúng. ` : ""}
          {text}
        </Notice>
      ))}
    </Stack>
  )
}
