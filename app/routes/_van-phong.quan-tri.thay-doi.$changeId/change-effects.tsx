import { List, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { EffectItem, ShownEffect } from "#workflows/administration/effects.ts"
import { DataTable } from "../../components/data-table.tsx"
import { paths } from "../../http/paths.ts"

type ChangeEffectsProps = { shown: ShownEffect[]; notes: string[]; effectiveFrom: string }

/** What the change moves: a number for each kind, none included, with its list. */
export function ChangeEffects({ shown, notes, effectiveFrom }: ChangeEffectsProps) {
  return (
    <div>
      <Title order={2} size="h3" id="tac-dong" mb="xs">
        Tác động từ ngày {formatDay(effectiveFrom)}
      </Title>
      <DataTable
        caption="Tác động"
        rows={shown}
        rowKey={({ kind }) => kind}
        columns={[
          {
            key: "label",
            header: "Chuyển, đổi",
            isRowHeader: true,
            cell: ({ label }) => label,
            width: "14rem",
          },
          {
            key: "count",
            header: "Số lượng",
            align: "end",
            cell: ({ count }) => formatNumber(count),
            width: "6rem",
          },
          { key: "items", header: "Danh sách", cell: (effect) => <Items effect={effect} /> },
        ]}
      />
      {notes.length > 0 ? (
        <List mt="sm">
          {notes.map((note) => (
            <List.Item key={note}>{note}</List.Item>
          ))}
        </List>
      ) : null}
    </div>
  )
}

function Items({ effect: { count, items, label } }: { effect: ShownEffect }) {
  if (count === 0) return <>không có</>
  const list = (
    <ul>
      {items.map((item) => (
        <li key={`${item.text}${item.registrationId ?? ""}`}>
          <Item item={item} />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {items.length > 3 ? (
        <details>
          <summary>Xem danh sách {label.toLocaleLowerCase("vi")}</summary>
          {list}
        </details>
      ) : (
        list
      )}
      {count > items.length ? (
        <Text size="sm">
          Hiện {formatNumber(items.length)} mục đầu trong {formatNumber(count)}.
        </Text>
      ) : null}
    </>
  )
}

function Item({ item: { text, registrationId, campaignId } }: { item: EffectItem }) {
  if (registrationId) return <Link to={paths.registration(registrationId)}>{text}</Link>
  return campaignId ? <Link to={paths.campaign(campaignId)}>{text}</Link> : <span>{text}</span>
}
