import type { ReactElement } from "react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import type { PlanTimeline } from "#workflows/screens/plan-timeline.server.ts"
import type { ChartSize } from "./chart-frame.tsx"
import { Timeline } from "./timeline.tsx"

/** What the picture says, in a sentence. */
export const timelineSays = ({ rows }: Pick<PlanTimeline, "rows">): string => {
  const spans = rows.flatMap((row) => row.spans)
  const late = spans.filter(({ standing }) => standing === "LATE").length
  const done = spans.filter(({ standing }) => standing === "DONE").length
  return `${formatNumber(rows.length)} nhiệm vụ, ${formatNumber(spans.length)} lượt: ${formatNumber(done)} lượt mọi đơn vị đã xong, ${formatNumber(late)} lượt có đơn vị quá hạn.`
}

/** The plan over its months, for a page or a phone. */
export const drawTimeline = (
  timeline: PlanTimeline,
  { size, isTraining }: { size: ChartSize; isTraining: boolean },
): ReactElement => (
  <Timeline
    id={`thoi-gian-${size}`}
    size={size}
    title={`Nhiệm vụ theo thời gian: ${timelineSays(timeline)}`}
    description="Từng nhiệm vụ, kỳ, hạn và số đơn vị ở bảng số liệu kèm hình."
    note={`${timeline.plan?.name ?? ""}, số liệu ${formatDay(timeline.today)}. Số trong thanh: đơn vị đã xong trên tổng số; vạch đậm: hạn của kế hoạch khi đã gia hạn; đường đứt: hôm nay.${isTraining ? ` ${TRAINING_MARK}.` : ""}`}
    rows={timeline.rows}
    from={timeline.from}
    to={timeline.to}
    today={timeline.today}
  />
)
