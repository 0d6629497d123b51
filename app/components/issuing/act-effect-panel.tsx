import { Anchor, Text } from "@mantine/core"
import { ACT_LIST_NAMES, ACT_LISTS, type ActEffect } from "#models/catalogue-edition/figures/act-effect.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import { LevelBadge } from "../badges.tsx"
import { DataTable } from "../data-table.tsx"
import classes from "./effect-panel.module.css"
import issuing from "./issuing.module.css"

type ActEffectPanelProps = {
  /** Names the region: which act, which outcome. */
  label: string
  effect: ActEffect
  /** Portals of services that are told. */
  portals: readonly string[]
  /** Address of the lists as a file. */
  csv: string
}

/** Rows of one list drawn at once; the whole is the file. */
const SHOWN = 100

/** What a recall or a repeal touches, before it is done: numbers that open their lists by unit, portals, the lists as a file. */
export function ActEffectPanel({ label, effect, portals, csv }: ActEffectPanelProps) {
  const { lists, touched, units } = effect
  const withdrawn = lists.rut.length
  return (
    <section aria-label={`Hệ quả: ${label}`} className={classes.effect}>
      <dl className={classes.numbers}>
        <div>
          <dt>Dịch vụ công bị tác động</dt>
          <dd>{formatNumber(touched)}</dd>
        </div>
        {ACT_LIST_NAMES.map((list) => (
          <div key={list}>
            <dt>{ACT_LISTS[list]}</dt>
            <dd>{formatNumber(lists[list].length)}</dd>
          </div>
        ))}
        <div>
          <dt>Đơn vị</dt>
          <dd>{formatNumber(units)}</dd>
        </div>
      </dl>
      <Text size="sm">
        {portals.length === 0
          ? "Chưa khai báo cổng dịch vụ công nào nhận bản ghi."
          : `Mỗi cổng (${portals.join("; ")}) được báo rút ${formatNumber(withdrawn)} dịch vụ.`}{" "}
        {touched > 0 ? (
          <Anchor href={csv} underline="always">
            Tải danh sách (CSV)
          </Anchor>
        ) : null}
      </Text>
      {ACT_LIST_NAMES.filter((list) => lists[list].length > 0).map((list) => (
        <details key={list} className={issuing.others}>
          <summary>
            {ACT_LISTS[list]}: {formatNumber(lists[list].length)} dịch vụ, theo đơn vị
          </summary>
          <DataTable
            caption={captionOf(list, lists[list].length)}
            rows={byUnit(lists[list]).slice(0, SHOWN)}
            rowKey={({ serviceId }) => serviceId}
            columns={[
              { key: "unit", header: "Đơn vị", cell: (row) => row.unitName },
              {
                key: "name",
                header: "Thủ tục",
                isRowHeader: true,
                cell: (row) => `${row.name} (${row.serviceCode})`,
              },
              {
                key: "before",
                header: "Trước",
                cell: ({ before }) => (before ? <LevelBadge level={before} /> : "–"),
              },
              { key: "now", header: "Sau", cell: ({ now }) => (now ? <LevelBadge level={now} /> : "–") },
            ]}
          />
        </details>
      ))}
    </section>
  )
}

const captionOf = (list: keyof typeof ACT_LISTS, count: number): string =>
  count > SHOWN
    ? `${ACT_LISTS[list]} (hiện ${formatNumber(SHOWN)} trong ${formatNumber(count)}; tệp CSV có đủ)`
    : ACT_LISTS[list]

const byUnit = (lines: ActEffect["lists"]["rut"]) =>
  [...lines].sort((a, b) => compareVietnamese(a.unitName, b.unitName) || compareVietnamese(a.name, b.name))
