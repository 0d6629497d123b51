import { Button, Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react"
import { USAGE_COLUMNS } from "#models/indicator/usage-column.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getUsagePreview, takeUsage } from "#workflows/indicators/import-usage.server.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { DataTable } from "../components/data-table.tsx"
import { GENERATED } from "../components/measures/generated.ts"
import { PageHeader } from "../components/page-header.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { redirectDone } from "../http/redirect-done.server.ts"
import { requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Xem trước số liệu sử dụng")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, "indicator.import")
  return read(() => getUsagePreview(context.runtime, { importId: params.importId ?? "", actor }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "indicator.import")
  const outcome = await attempt(() => takeUsage(context.runtime, { importId: params.importId ?? "", actor }))
  return outcome.ok
    ? redirectDone(actor, paths.indicators())
    : data({ error: outcome.message }, { status: outcome.status })
}

export default function UsagePreview() {
  const { fileName, columns, lines, generated } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const rows = lines.reduce((sum, line) => sum + line.rows, 0)
  const replaced = lines.filter(({ replaces }) => replaces !== null).length
  return (
    <Stack gap="lg">
      <PageHeader
        back={{ to: paths.importUsage(), label: "Nhập số liệu sử dụng" }}
        title="Xem trước số liệu"
        lead={`${fileName}: ${formatNumber(rows)} dòng của ${formatNumber(lines.length)} đơn vị × tháng, thay ${formatNumber(replaced)} bảng đã có${generated ? ` · ${GENERATED}` : ""}. Chưa nhận gì.`}
      />
      {answer ? (
        <Notice tone="bad" title="Chưa nhận được">
          {answer.error}
        </Notice>
      ) : null}
      <Text>Cột số liệu: {columns.map((name) => USAGE_COLUMNS[name].label).join("; ")}.</Text>
      <DataTable
        caption={`${formatNumber(lines.length)} đơn vị × tháng`}
        showCaption
        rows={lines}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "month",
            header: "Tháng",
            width: "7rem",
            cell: ({ month }) => month.split("-").reverse().join("/"),
          },
          { key: "unit", header: "Đơn vị", isRowHeader: true, cell: ({ unitName }) => unitName },
          {
            key: "rows",
            header: "Dòng",
            width: "6rem",
            align: "end",
            cell: (line) => formatNumber(line.rows),
          },
          {
            key: "what",
            header: "Sẽ làm",
            cell: ({ replaces, isSame }) =>
              !replaces ? (
                "Thêm mới"
              ) : isSame ? (
                "Giống bảng đã có, không đổi số nào"
              ) : (
                <>
                  Thay {formatNumber(replaces.rows)} dòng của «{replaces.fileName}» (
                  <Instant at={replaces.at} />)
                </>
              ),
          },
        ]}
      />
      <Form method="post">
        <Button type="submit">Nhận {formatNumber(rows)} dòng</Button>{" "}
        <Button component={Link} to={paths.importUsage()} variant="default">
          Chọn tệp khác
        </Button>
      </Form>
    </Stack>
  )
}
