import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData } from "@remix-run/react"
import { importPlan } from "#workflows/plan/draft-plan.server.ts"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { FileField, UploadButton, UploadForm } from "../forms/upload-form.tsx"
import { attempt } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { readUpload } from "../http/read-upload.server.ts"
import { requirePermission } from "../http/require-actor.server.ts"
import { UPLOADS } from "../http/upload-limits.ts"

export const meta = () => pageTitle("Nhập kế hoạch")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  await requirePermission(request, context, "plan.draft")
  return null
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  // Asked before the file is read: nobody else may make the server hold megabytes.
  const actor = await requirePermission(request, context, "plan.draft")
  const upload = await readUpload(request, UPLOADS.plan)
  if (!upload.ok) return data({ error: upload.message }, { status: upload.status })
  const { file } = upload
  if (!file) return data({ error: "Chưa chọn tệp. Hãy chọn tệp kế hoạch rồi gửi lại." }, { status: 400 })
  const outcome = await attempt(() =>
    importPlan(context.runtime, { fileName: file.name, bytes: file.bytes, actor }),
  )
  return outcome.ok
    ? redirect(paths.plan(outcome.value))
    : data({ error: outcome.message }, { status: outcome.status })
}

export default function ImportPlan() {
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        back={{ to: paths.plans(), label: "Kế hoạch" }}
        title="Nhập kế hoạch"
        lead="Gửi kế hoạch có bảng nhiệm vụ. Hệ thống chỉ ra chỗ sai, chỗ chưa rõ và đề nghị cách sửa; không tự sửa gì."
      />
      <UploadForm limit={UPLOADS.plan} label="Nhập tệp kế hoạch" error={answer?.error}>
        <FileField label="Tệp kế hoạch" required />
        <UploadButton busy="Đang đọc kế hoạch…">Đọc kế hoạch</UploadButton>
      </UploadForm>
    </>
  )
}
