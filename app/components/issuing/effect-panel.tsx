import { Anchor, Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import { CATALOGUE_CHANGES, CHANGE_FIGURES } from "#models/catalogue-edition/figures/change-lists.ts"
import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber, formatPercent } from "#models/shared/numbers.ts"
import type { EditionEffect } from "#workflows/campaign/edition-effect.server.ts"
import { EFFECT_LIST_NAMES, EFFECT_LISTS, type EffectList } from "#workflows/campaign/effect-lists.ts"
import { paths } from "../../http/paths.ts"
import { Notice } from "../catalogue/facts.tsx"
import classes from "./effect-panel.module.css"

/** What issuing this edition comes to: numbers that open their lists, the portals told to withdraw, and what asks for a second look. */
export function EffectPanel({ editionId, effect }: { editionId: string; effect: EditionEffect }) {
  const { figures, leftOutServices, doubts, portals, ahead, isLarge, limit, withdrawnShare } = effect
  const changes = CATALOGUE_CHANGES.map((change) => ({
    label: FIGURES[CHANGE_FIGURES[change]].label,
    count: figures[CHANGE_FIGURES[change]],
    list: EFFECT_LIST_NAMES.find((name) => EFFECT_LISTS[name].change === change),
  }))
  const numbers: { label: string; count: number; list?: EffectList | undefined }[] = [
    { label: "Dịch vụ công vào danh mục", count: figures.services },
    ...changes,
    { label: FIGURES.leftOutServices.label, count: leftOutServices, list: "de-lai" },
    { label: EFFECT_LISTS["nghi-ngo"].label, count: doubts.doubted, list: "nghi-ngo" },
    ...(doubts.open > 0
      ? [{ label: EFFECT_LISTS["chua-tra-loi"].label, count: doubts.open, list: "chua-tra-loi" as const }]
      : []),
  ]
  return (
    <section aria-label="Hệ quả của việc này" className={classes.effect}>
      {isLarge ? (
        <Notice
          tone="bad"
          title={`Đưa ra khỏi danh mục ${formatPercent(withdrawnShare)} dịch vụ đang có hiệu lực, quá ${formatPercent(limit)}.`}
        >
          {sayFigure("withdrawnServices", figures.withdrawnServices)}: phải gõ số để xác nhận và ghi lý do vào
          Tờ trình.
        </Notice>
      ) : null}
      {ahead.map(({ label, day }) => (
        <Notice key={label} title={`Làm trước hạn: «${label}» đến hết ngày ${formatDay(day)}.`}>
          Đơn vị, người thẩm định còn thời gian đến ngày đó; mục chưa xong sẽ bị để lại.
        </Notice>
      ))}
      <dl className={classes.numbers}>
        {numbers.map(({ label, count, list }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {list && count > 0 ? (
                <Anchor
                  component={Link}
                  to={paths.effect(editionId, list)}
                  aria-label={`${formatNumber(count)}, ${label}: xem danh sách`}
                >
                  {formatNumber(count)}
                </Anchor>
              ) : (
                formatNumber(count)
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Text size="sm">
        {portals.length === 0
          ? "Chưa khai báo cổng dịch vụ công nào nhận bản ghi."
          : `Rút khỏi cổng khi phát hành: ${portals.map(({ name, withdrawn }) => `${name} ${formatNumber(withdrawn)} dịch vụ`).join("; ")}.`}
      </Text>
    </section>
  )
}
