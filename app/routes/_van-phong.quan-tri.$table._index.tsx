import { Anchor, Button, Group, Stack, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, type MetaArgs, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { typedDayOrNothing } from "#models/shared/typed-day.ts"
import { getTablePage } from "#workflows/screens/administration-pages.server.ts"
import { ChangeList } from "../components/administration/change-list.tsx"
import { type Column, DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { FilterBar } from "../components/filter-bar.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { itemTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { parseQuery } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Dữ liệu nền", data?.table.label)

const Filters = z.object({
  q: z.string().trim().max(200).catch(""),
  ngay: typedDayOrNothing.catch(""),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const parsed = parseQuery(request, Filters)
  const { q, ngay, page } = parsed.ok ? parsed.value : { q: "", ngay: "", page: 1 }
  const table = params.table ?? ""
  const shown = await read(() =>
    getTablePage(context.runtime, { table, text: q, day: ngay || null, page, actor }),
  )
  return { ...shown, q, ngay, page }
}

export default function TableScreen() {
  const { table, rows, total, pageSize, open, mayDraft, q, ngay, page } = useLoaderData<typeof loader>()
  const [first] = table.fields
  type Row = (typeof rows)[number]
  const columns: Column<Row>[] = [
    ...table.fields.map((field, index) => ({
      key: field.name,
      header: field.label,
      isRowHeader: field === first,
      canHide: field !== first,
      cell: ({ key, cells }: Row) =>
        field === first ? <Link to={paths.row(table.id, key)}>{cells[index]}</Link> : cells[index],
    })),
    ...(table.id === "cong" && mayDraft
      ? [
          {
            key: "test",
            header: "Kết nối",
            cell: ({ cells: [id = ""] }: Row) => (
              <Link to={paths.portalTest(id)} aria-label={`Thử kết nối ${id}`}>
                Thử kết nối
              </Link>
            ),
          },
        ]
      : []),
  ]
  return (
    <Stack gap="lg">
      <PageHeader
        title={table.label}
        lead={table.lead}
        back={{ to: paths.administration(), label: "Quản trị" }}
        actions={
          mayDraft ? (
            <Button component={Link} to={paths.newRow(table.id)}>
              Thêm dòng
            </Button>
          ) : null
        }
      />
      {open.length > 0 ? (
        <div>
          <Title order={2} size="h3" id="dang-cho" mb="xs">
            Thay đổi đang chờ
          </Title>
          <ChangeList caption="Thay đổi đang chờ" changes={open} empty={null} />
        </div>
      ) : null}
      <div>
        <FilterBar
          filters={[
            { kind: "TEXT", name: "q", label: "Tìm", value: q },
            ...(table.hasDays && !table.isOneDay
              ? [{ kind: "DAY" as const, name: "ngay", label: "Hiệu lực vào ngày", value: ngay }]
              : []),
          ]}
          columns={columns}
        />
        <DataTable
          caption={table.label}
          rows={rows}
          rowKey={({ key }) => key}
          empty={
            <EmptyState title="Không có dòng nào">
              {q || ngay ? "Không có dòng nào khớp với bộ lọc." : "Bảng chưa có dòng nào."}
            </EmptyState>
          }
          columns={columns}
        />
        <Pagination page={page} pageSize={pageSize} total={total} noun="dòng" />
      </div>
      <Group gap="md">
        <Anchor href={paths.tableFile(table.id, "xlsx")}>Tải về .xlsx</Anchor>
        <Anchor href={paths.tableFile(table.id, "csv")}>Tải về .csv</Anchor>
        {mayDraft ? (
          <Anchor component={Link} to={paths.importTable(table.id)}>
            Nhập từ tệp
          </Anchor>
        ) : null}
      </Group>
    </Stack>
  )
}
