import { Anchor, Text } from "@mantine/core"
import {
  COLUMN_LABELS,
  ROW_CHANGE_KINDS,
  ROW_CHANGE_LABELS,
  type RowChange,
  type RowChangeKind,
} from "#models/catalogue-edition/row-change.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { RowRedline } from "#workflows/screens/edition-redline.server.ts"
import { StatusBadge } from "../badges.tsx"
import classes from "./row-redline.module.css"

/** Of what people look for first: what came, what went, what is otherwise. */
const MARK: Record<RowChangeKind, { label: string; tone: "good" | "bad" | "partial" }> = {
  NEW: { label: "Thêm", tone: "good" },
  RAISED: { label: "Sửa", tone: "partial" },
  LOWERED: { label: "Sửa", tone: "partial" },
  REWORDED: { label: "Sửa", tone: "partial" },
  WITHDRAWN: { label: "Bỏ", tone: "bad" },
}

type RowRedlineProps = { redline: RowRedline; title: string; id: string }

/** Rows of an edition against the catalogue in force: both named, changes counted, before and after side by side. */
export function RowRedlineView({ redline, title, id }: RowRedlineProps) {
  const { against, day, counts, total, same, shown } = redline
  if (against.length === 0)
    return <Text>Không có danh mục nào có hiệu lực ngày {formatDay(day)} để so sánh.</Text>
  return (
    <>
      <Text>
        <strong>{title}</strong> so với danh mục có hiệu lực ngày {formatDay(day)}:{" "}
        {against
          .map(({ number, day: decided }) => `Quyết định số ${number} ngày ${formatDay(decided)}`)
          .join("; ")}
        .
      </Text>
      <Text role="status">
        {formatNumber(total)} thay đổi
        {ROW_CHANGE_KINDS.filter((kind) => counts[kind] > 0)
          .map(
            (kind, index) =>
              `${index === 0 ? ": " : ", "}${ROW_CHANGE_LABELS[kind].toLocaleLowerCase("vi")} ${formatNumber(counts[kind])}`,
          )
          .join("")}
        .
      </Text>
      <ol className={classes.changes} id={id}>
        {shown.map((change, index) => (
          <ChangedRow key={change.serviceId} change={change} at={index} of={shown.length} id={id} />
        ))}
      </ol>
      {total > shown.length ? (
        <Text>… và {formatNumber(total - shown.length)} thay đổi khác, có trong phụ lục thay đổi.</Text>
      ) : null}
      <details>
        <summary>{formatNumber(same)} dịch vụ không đổi</summary>
        <Text size="sm">Giữ nguyên như danh mục có hiệu lực; không liệt kê ở đây.</Text>
      </details>
      <Text size="sm" c="dimmed">
        So sánh: {Object.values(COLUMN_LABELS).join(", ").toLocaleLowerCase("vi")}. Không so sánh: trình tự,
        hồ sơ, thời hạn, phí của thủ tục; thứ tự dòng; đường dẫn nộp hồ sơ.
      </Text>
    </>
  )
}

type ChangedRowProps = { change: RowChange; at: number; of: number; id: string }

function ChangedRow({ change, at, of, id }: ChangedRowProps) {
  const { kind, name, serviceCode, unitName, columns, reason } = change
  return (
    <li id={`${id}-${at}`}>
      <div className={classes.head}>
        <StatusBadge {...MARK[kind]} />
        <span>
          {name} ({serviceCode}), {unitName}. {ROW_CHANGE_LABELS[kind]}.
        </span>
        <span className={classes.around}>
          {at > 0 ? (
            <Anchor href={`#${id}-${at - 1}`} aria-label={`Thay đổi trước, ${at} trên ${of}`}>
              Trước
            </Anchor>
          ) : null}{" "}
          {at < of - 1 ? (
            <Anchor href={`#${id}-${at + 1}`} aria-label={`Thay đổi sau, ${at + 2} trên ${of}`}>
              Sau
            </Anchor>
          ) : null}
        </span>
      </div>
      {columns.map(({ column, before, now }) => (
        <dl key={column} className={classes.sides}>
          <div>
            <dt>{COLUMN_LABELS[column]}, trước</dt>
            <dd>{before ? <del>{before}</del> : "chưa có"}</dd>
          </div>
          <div>
            <dt>{COLUMN_LABELS[column]}, nay</dt>
            <dd>{now ? <ins>{now}</ins> : "không còn"}</dd>
          </div>
        </dl>
      ))}
      {reason ? <Text size="sm">Lý do: {reason}</Text> : null}
    </li>
  )
}
