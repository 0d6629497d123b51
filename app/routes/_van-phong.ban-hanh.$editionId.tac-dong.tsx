import { Anchor } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { EFFECT_LIST_NAMES, EFFECT_LISTS } from "#workflows/campaign/effect-lists.ts"
import { type EffectRow, getEffectPage } from "#workflows/screens/effect-page.server.ts"
import { LevelBadge } from "../components/badges.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { effectListOf } from "../http/effect-list.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Hệ quả của danh mục")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() =>
    getEffectPage(context.runtime, {
      editionId: params.editionId ?? "",
      list: effectListOf(request),
      actor,
    }),
  )
}

export default function EffectOfEdition() {
  const { campaign, list, rows } = useLoaderData<typeof loader>()
  const { label } = EFFECT_LISTS[list]
  return (
    <>
      <PageHeader
        back={{ to: paths.issuing(campaign.id), label: campaign.name }}
        title={`${label}: ${formatNumber(rows.length)} dịch vụ công`}
        lead="Theo đơn vị; lấy từ bản danh mục đang lập."
        actions={<Anchor href={paths.effectCsv(campaign.id, list)}>Tải CSV</Anchor>}
      />
      <nav aria-label="Nhóm">
        {EFFECT_LIST_NAMES.map((name) => (
          <span key={name}>
            {name === list ? (
              <strong aria-current="page">{EFFECT_LISTS[name].label}</strong>
            ) : (
              <Link to={paths.effect(campaign.id, name)}>{EFFECT_LISTS[name].label}</Link>
            )}{" "}
            ·{" "}
          </span>
        ))}
        <Link to={paths.issuing(campaign.id)}>Hồ sơ danh mục</Link>
      </nav>
      <DataTable
        caption={`${label}, theo đơn vị`}
        rows={rows}
        rowKey={({ serviceId }) => serviceId}
        empty={<EmptyState title="Không có dịch vụ nào trong nhóm này">Chọn nhóm khác ở trên.</EmptyState>}
        columns={[
          { key: "unit", header: "Đơn vị", cell: (row) => row.unitName },
          { key: "name", header: "Thủ tục", isRowHeader: true, cell: (row) => <Named row={row} /> },
          {
            key: "before",
            header: "Danh mục trước",
            cell: ({ before }) => (before ? <LevelBadge level={before} /> : "–"),
          },
          { key: "now", header: "Danh mục này", cell: ({ now }) => (now ? <LevelBadge level={now} /> : "–") },
        ]}
      />
    </>
  )
}

function Named({ row }: { row: EffectRow }) {
  const text = `${row.name} (${row.serviceCode})`
  return row.registrationId ? <Link to={paths.registration(row.registrationId)}>{text}</Link> : text
}
