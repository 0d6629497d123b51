import { Stack } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { getImportPage } from "#workflows/register/import-as.server.ts"
import { stageImport } from "#workflows/register/stage-import.server.ts"
import { Notice } from "../../components/catalogue/facts.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { paths } from "../../http/paths.ts"
import { readUpload } from "../../http/read-upload.server.ts"
import { requirePermission } from "../../http/require-actor.server.ts"
import { UPLOADS } from "../../http/upload-limits.ts"
import { ImportHistory } from "./import-history.tsx"
import { ImportReportView } from "./import-report.tsx"
import { RegisterUpload } from "./register-upload.tsx"

export const meta = () => pageTitle("Nhập dữ liệu")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, "register.import")
  const reportId = new URL(request.url).searchParams.get("lan")
  return read(() => getImportPage(context.runtime, { reportId, actor }))
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  // Asked before the file is read: nobody else may make the server hold megabytes.
  const actor = await requirePermission(request, context, "register.import")
  const upload = await readUpload(request, UPLOADS.register)
  if (!upload.ok) return refused(upload.message, upload.status)
  const { file } = upload
  if (!file) return refused("Chưa chọn tệp. Hãy chọn tệp cần nhập rồi gửi lại.", 400)
  const outcome = await attempt(() =>
    stageImport(context.runtime, { fileName: file.name, bytes: file.bytes, actor }),
  )
  if (!outcome.ok) return refused(outcome.message, outcome.status)
  return redirect(
    "stagedId" in outcome.value
      ? paths.importPreview(outcome.value.stagedId)
      : paths.importData({ lan: outcome.value.reportId }),
  )
}

const refused = (error: string, status: number) => data({ error }, { status })

export default function ImportData() {
  const { imports, report, underWay } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="xl">
      <PageHeader
        title="Nhập dữ liệu"
        lead="Đưa thủ tục hành chính vào sổ từ bản ghi của cơ sở dữ liệu quốc gia (.json, .jsonl, .jsonl.gz), danh sách của cơ quan (.xlsx, .csv, .xls của các cổng) hoặc phụ lục quyết định (.docx)."
      />
      {underWay ? (
        <Notice title={underWay}>Chưa gửi tệp khác được; chờ xong rồi tải lại trang.</Notice>
      ) : null}
      <RegisterUpload error={answer?.error} />
      {report ? <ImportReportView report={report} /> : null}
      <ImportHistory imports={imports} />
    </Stack>
  )
}
