import { Alert, Button, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatNumber } from "#models/shared/numbers.ts"
import { undoImport } from "#workflows/register/undo-import.server.ts"
import { getUndoPreview } from "#workflows/register/undo-preview.server.ts"
import { MANY_UNDONE } from "#workflows/register/undo-words.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { DataTable } from "../components/data-table.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Hoàn tác lần nhập")

const importIdOf = (request: Request): string => new URL(request.url).searchParams.get("lan") ?? ""

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, "register.import")
  return read(() => getUndoPreview(context.runtime, { importId: importIdOf(request), actor }))
}

const UndoForm = z.object({
  reason: z.string().trim().max(1000).default(""),
  typed: z
    .string()
    .max(12)
    .default("")
    .transform((text) => (/^[\d.]+$/u.test(text) ? Number(text.replaceAll(".", "")) : null)),
})

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "register.import")
  const importId = importIdOf(request)
  const form = await parseForm(request, UndoForm)
  if (!form.ok) return data({ errors: form.errors, reason: "" }, { status: form.status })
  const outcome = await attempt(() => undoImport(context.runtime, { importId, ...form.value, actor }))
  return outcome.ok
    ? redirect(paths.importData({ lan: importId }))
    : data({ errors: outcome.errors, reason: form.value.reason }, { status: outcome.status })
}

export default function UndoImport() {
  const { report, procedures, removed, restored, services, resting } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors: Record<string, string[]> = answer?.errors ?? {}
  const n = formatNumber
  return (
    <Stack gap="lg">
      <PageHeader
        title="Hoàn tác lần nhập"
        lead={
          <>
            Tệp «{report.fileName}», nhập lúc <Instant at={report.at} />.
          </>
        }
        back={{ to: paths.importData({ lan: report.id }), label: "Kết quả nhập" }}
      />
      {errors[""] ? (
        <Alert color="red" variant="outline" role="alert" title="Chưa hoàn tác">
          {errors[""].join(" ")}
        </Alert>
      ) : null}
      <section aria-labelledby="tac-dong">
        <Title order={2} id="tac-dong" size="h3">
          Hoàn tác thì
        </Title>
        <ul>
          <li>
            {n(removed.count)} thủ tục lần nhập này đưa vào ra khỏi sổ, cùng {n(services)} dịch vụ.
          </li>
          <li>{n(restored.count)} thủ tục trở lại nội dung trước lần nhập.</li>
          {report.vanished > 0 ? (
            <li>{n(report.vanished)} câu hỏi về thủ tục không còn trong danh sách được đóng lại.</li>
          ) : null}
          <li>Báo cáo và nhật ký của lần nhập được giữ; việc hoàn tác ghi vào nhật ký.</li>
        </ul>
      </section>
      <UndoneTable caption="Ra khỏi sổ" {...removed} />
      <UndoneTable caption="Trở lại nội dung trước" {...restored} />
      {resting.length > 0 ? (
        <Notice tone="bad" title="Chưa hoàn tác được">
          <ul>
            {resting.map(({ what, todo }) => (
              <li key={what}>
                {what.slice(0, 1).toLocaleUpperCase("vi")}
                {what.slice(1)}. {todo}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Form method="post" aria-label="Hoàn tác lần nhập">
          <Stack gap="sm" maw={640}>
            <Textarea
              name="reason"
              label="Lý do"
              error={errors.reason?.join(" ")}
              defaultValue={answer?.reason}
              required
              autosize
              minRows={2}
            />
            {procedures >= MANY_UNDONE ? (
              <TextInput
                name="typed"
                label={`Gõ ${n(procedures)} để xác nhận`}
                description="Số thủ tục đổi nội dung hoặc ra khỏi sổ."
                error={errors.typed?.join(" ")}
                inputMode="numeric"
                required
                maw={280}
              />
            ) : null}
            <Group gap="sm">
              <Button type="submit" color="red.9">
                Hoàn tác {n(procedures)} thủ tục
              </Button>
              <Link to={paths.importData({ lan: report.id })}>Quay lại, chưa hoàn tác</Link>
            </Group>
          </Stack>
        </Form>
      )}
    </Stack>
  )
}

function UndoneTable({
  caption,
  count,
  rows,
}: {
  caption: string
  count: number
  rows: { code: string; name: string }[]
}) {
  if (count === 0) return null
  return (
    <details>
      <summary>
        <Text span>
          {caption} ({formatNumber(count)}
          {count > rows.length ? `; hiện ${formatNumber(rows.length)} đầu` : ""})
        </Text>
      </summary>
      <DataTable
        caption={caption}
        rows={rows}
        rowKey={(row) => row.code}
        columns={[
          { key: "code", header: "Mã thủ tục", cell: (row) => row.code, width: "8rem" },
          { key: "name", header: "Thủ tục", isRowHeader: true, cell: (row) => row.name },
        ]}
      />
    </details>
  )
}
