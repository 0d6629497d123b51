import { Checkbox, Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData } from "@remix-run/react"
import { USAGE_COLUMN_NAMES, USAGE_COLUMNS } from "#models/indicator/usage-column.ts"
import type { InputIssue } from "#models/shared/errors.ts"
import { stageUsage } from "#workflows/indicators/import-usage.server.ts"
import { DataTable } from "../components/data-table.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { FileField, UploadButton, UploadForm } from "../forms/upload-form.tsx"
import { attempt } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { readUpload } from "../http/read-upload.server.ts"
import { requirePermission } from "../http/require-actor.server.ts"
import { UPLOADS } from "../http/upload-limits.ts"

export const meta = () => pageTitle("Nhập số liệu sử dụng")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  await requirePermission(request, context, "indicator.import")
  return { isTraining: context.runtime.trainingMode }
}

type Answer = { error: string; issues: InputIssue[]; values: Record<string, string> }

export const action = async ({ request, context }: ActionFunctionArgs) => {
  // Asked before the file is read: nobody else may make the server hold megabytes.
  const actor = await requirePermission(request, context, "indicator.import")
  const upload = await readUpload(request, UPLOADS.usage)
  const { fields: values } = upload
  const answer = (error: string, status: number, issues: InputIssue[] = []) =>
    data<Answer>({ error, issues, values }, { status })
  if (!upload.ok) return answer(upload.message, upload.status)
  const { file } = upload
  if (!file) return answer("Chưa chọn tệp. Hãy chọn bảng số liệu rồi gửi lại.", 400)
  const issues: InputIssue[] = []
  const outcome = await attempt(() =>
    stageUsage(context.runtime, {
      fileName: file.name,
      bytes: file.bytes,
      generated: values["generated"] === "on",
      actor,
    }).catch((error: unknown) => {
      if (error instanceof Error && "issues" in error && Array.isArray(error.issues))
        issues.push(...(error.issues as InputIssue[]))
      throw error
    }),
  )
  return outcome.ok
    ? redirect(paths.usagePreview(outcome.value.importId))
    : answer(outcome.message, outcome.status, issues)
}

export default function ImportUsage() {
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="lg">
      <PageHeader
        back={{ to: paths.indicators(), label: "Chỉ số" }}
        title="Nhập số liệu sử dụng"
        lead="Bảng hồ sơ hoặc phản ánh, hài lòng theo tháng × đơn vị × thủ tục. Xem trước rồi mới nhận; gửi lại thì thay số cũ của cùng tháng và đơn vị."
      />
      <UploadForm limit={UPLOADS.usage} label="Nhập bảng số liệu" error={answer?.error}>
        <FileField label="Bảng số liệu (.csv, .xlsx)" required />
        <Checkbox
          name="generated"
          value="on"
          label="Dữ liệu sinh để tập huấn, không phải số thật"
          description="Mọi nơi hiện số liệu này đều ghi như vậy."
          defaultChecked={answer?.values["generated"] === "on"}
        />
        <UploadButton busy="Đang đọc bảng số liệu…">Xem trước</UploadButton>
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
      <details>
        <summary>Các cột nhận được</summary>
        <Text size="sm" mt="xs">
          Tháng, Đơn vị, Mã thủ tục (với hồ sơ), Mã dịch vụ công (nếu có);{" "}
          {USAGE_COLUMN_NAMES.map((name) => USAGE_COLUMNS[name].label).join("; ")}. Không gửi tên, số giấy tờ,
          điện thoại, mã hồ sơ của ai.
        </Text>
      </details>
    </Stack>
  )
}
