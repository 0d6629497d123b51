import { Anchor, Checkbox, Stack, Text, Textarea, TextInput } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import type { InputIssue } from "#models/shared/errors.ts"
import { importTable } from "#workflows/administration/table-files.server.ts"
import { getRowPage } from "#workflows/screens/administration-pages.server.ts"
import { FileColumns } from "../components/administration/file-columns.tsx"
import { tableHome } from "../components/administration/table-home.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { DataTable } from "../components/data-table.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { itemTitle } from "../components/words.ts"
import { FileField, UploadButton, UploadForm } from "../forms/upload-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { readUpload } from "../http/read-upload.server.ts"
import { requirePermission } from "../http/require-actor.server.ts"
import { tableDraftRight } from "../http/table-right.server.ts"
import { UPLOADS } from "../http/upload-limits.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) =>
  itemTitle("Nhập dữ liệu nền từ tệp", data?.table.label)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, await tableDraftRight(params.table))
  const { table } = await read(() =>
    getRowPage(context.runtime, { table: params.table ?? "", key: null, actor }),
  )
  return { table }
}

type Answer = {
  error: string
  issues: InputIssue[]
  /** Of a file that says what the table says: the columns only one of them has. */
  same: { absent: string[]; unused: string[] } | null
  values: Record<string, string>
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, await tableDraftRight(params.table))
  const upload = await readUpload(request, UPLOADS.referenceTable)
  const { fields: values } = upload
  const answer = (over: Partial<Answer>, status: number) =>
    data<Answer>({ error: "", issues: [], same: null, values, ...over }, { status })
  if (!upload.ok) return answer({ error: upload.message }, upload.status)
  const { file } = upload
  if (!file) return answer({ error: "Chưa chọn tệp. Hãy chọn tệp rồi gửi lại." }, 400)
  const reason = (values["reason"] ?? "").trim()
  if (reason.length < 5) return answer({ error: "Ghi lý do, căn cứ của thay đổi (ít nhất 5 ký tự)." }, 400)
  const issues: InputIssue[] = []
  const outcome = await attempt(() =>
    importTable(context.runtime, {
      table: params.table ?? "",
      fileName: file.name,
      bytes: file.bytes,
      part: values["part"] ?? "",
      removesMissing: values["removesMissing"] === "on",
      reason: reason.slice(0, 2000),
      actor,
    }).catch((error: unknown) => {
      issues.push(...issuesOf(error))
      throw error
    }),
  )
  if (!outcome.ok) return answer({ error: outcome.message, issues }, outcome.status)
  const { changeId, columns } = outcome.value
  return changeId === null ? answer({ same: columns }, 200) : redirect(paths.referenceChange(changeId))
}

const issuesOf = (error: unknown): InputIssue[] => {
  const found = error instanceof Error && "issues" in error ? error.issues : []
  return Array.isArray(found) ? (found as InputIssue[]) : []
}

export default function ImportTableScreen() {
  const { table } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const values = answer?.values ?? {}
  return (
    <Stack gap="lg">
      <PageHeader
        title={`Nhập từ tệp: ${table.label}`}
        lead="Tệp được so sánh với bảng đang có; những gì khác trở thành một dự thảo để xem tác động, rồi người thứ hai xác nhận. Chưa xác nhận thì chưa có gì thay đổi."
        back={tableHome(table)}
      />
      <Text>
        Cột không có trong tệp thì giữ nguyên. Lấy đúng các cột bằng cách tải bảng hiện có:{" "}
        <Anchor href={paths.tableFile(table.id, "xlsx")} underline="always">
          .xlsx
        </Anchor>
        ,{" "}
        <Anchor href={paths.tableFile(table.id, "csv")} underline="always">
          .csv
        </Anchor>
        .
      </Text>
      {answer?.same ? (
        <div role="status">
          <Notice tone="good" title="Không có thay đổi.">
            Tệp giống bảng đang có, không lập dự thảo.
          </Notice>
          <FileColumns {...answer.same} />
        </div>
      ) : null}
      <UploadForm
        limit={UPLOADS.referenceTable}
        label={`Nhập ${table.label}`}
        error={answer?.error ? answer.error : undefined}
      >
        {table.part ? (
          <TextInput
            name="part"
            label={`${table.part} của tệp`}
            description="Dòng của năm khác bị từ chối."
            defaultValue={values["part"] ?? ""}
            required
            maw={240}
          />
        ) : null}
        <Textarea
          name="reason"
          label="Lý do, căn cứ của thay đổi"
          defaultValue={values["reason"] ?? ""}
          required
          maxLength={2000}
          rows={2}
        />
        <FileField label="Tệp" required />
        <Checkbox
          name="removesMissing"
          value="on"
          label="Bỏ cả những dòng không có trong tệp"
          description="Chỉ bỏ được dòng chưa tới ngày; để trống thì giữ nguyên các dòng đó."
          defaultChecked={values["removesMissing"] === "on"}
        />
        <UploadButton busy="Đang đọc và so sánh tệp…">So sánh với bảng đang có</UploadButton>
      </UploadForm>
      {answer && answer.issues.length > 0 ? (
        <DataTable
          caption="Những chỗ chưa đúng trong tệp"
          showCaption
          rows={answer.issues}
          rowKey={({ row, field, message }) => `${row ?? ""} ${field ?? ""} ${message}`}
          columns={[
            { key: "row", header: "Dòng", isRowHeader: true, cell: ({ row }) => row ?? "–", width: "5rem" },
            { key: "field", header: "Cột", cell: ({ field }) => field ?? "–" },
            { key: "message", header: "Cần sửa", cell: ({ message }) => message },
          ]}
        />
      ) : null}
    </Stack>
  )
}
