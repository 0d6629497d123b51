import { Stack, TextInput } from "@mantine/core"
import { TASK_NEED_LABELS, type TaskNeed } from "#models/plan/task-way.ts"
import { HiddenField, TextAreaField, TextField } from "../../forms/fields.tsx"
import { NoCitizensPapers } from "../../forms/no-citizens-papers.tsx"
import { FileField, UploadButton, UploadForm } from "../../forms/upload-form.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import { UPLOADS } from "../../http/upload-limits.ts"
import { EVIDENCE_FORMS, type EvidenceForm } from "./evidence-schemas.ts"

const LABELS: Record<EvidenceForm, string> = {
  TEXT: "Thêm diễn giải",
  LINK: "Thêm đường dẫn",
  SUB_PLAN: "Thêm kế hoạch, văn bản đã ban hành",
  BUDGET: "Thêm kinh phí",
}

type EvidenceFormsProps = {
  needs: TaskNeed
  revision: number
  answer: { intent?: unknown; errors?: FieldErrors; values?: Record<string, unknown> } | undefined
  fileError: string | undefined
}

/** Forms for what shows that a task is done; what its plan asks for stands open. */
export function EvidenceForms({ needs, revision, answer, fileError }: EvidenceFormsProps) {
  return (
    <Stack gap="sm">
      {(["TEXT", "LINK", "SUB_PLAN", "BUDGET"] as const).map((kind) => {
        const isMine = answer?.intent === `evidence.${kind}`
        return (
          <details key={kind} open={isMine || needs === kind}>
            <summary>
              {LABELS[kind]}
              {needs === kind ? ` (bắt buộc: ${TASK_NEED_LABELS[kind]})` : ""}
            </summary>
            <ZodForm
              key={`${kind} ${revision}`}
              schema={EVIDENCE_FORMS[kind]}
              label={LABELS[kind]}
              errors={isMine ? answer?.errors : undefined}
              defaultValues={{ ...(isMine ? answer?.values : {}), intent: `evidence.${kind}`, revision }}
            >
              <HiddenField name="intent" />
              <HiddenField name="revision" />
              <TextAreaField name="text" label="Nội dung" required autosize minRows={2} />
              {kind === "LINK" ? <TextField name="link" label="Đường dẫn (https://…)" required /> : null}
              {kind === "SUB_PLAN" ? (
                <>
                  <TextField name="number" label="Số, ký hiệu" required maw={300} />
                  <TextField name="day" label="Ngày ban hành (ngày/tháng/năm)" required maw={300} />
                </>
              ) : null}
              {kind === "BUDGET" ? (
                <>
                  <TextField name="year" label="Năm ngân sách" inputMode="numeric" required maw={240} />
                  <TextField name="amount" label="Số tiền (đồng)" inputMode="numeric" required maw={300} />
                  <TextField name="source" label="Nguồn" required maw={420} />
                </>
              ) : null}
              <SubmitButton variant="default">{LABELS[kind]}</SubmitButton>
            </ZodForm>
          </details>
        )
      })}
      <details open={fileError !== undefined}>
        <summary>Thêm tệp</summary>
        <UploadForm limit={UPLOADS.planEvidence} label="Thêm tệp minh chứng" error={fileError}>
          <input type="hidden" name="revision" value={revision} />
          <FileField label="Tệp" required />
          <NoCitizensPapers />
          <TextInput
            name="text"
            label="Nội dung của tệp"
            defaultValue={answer?.intent === "file" ? String(answer.values?.["text"] ?? "") : ""}
          />
          <UploadButton busy="Đang gửi tệp…" variant="default">
            Thêm tệp
          </UploadButton>
        </UploadForm>
      </details>
    </Stack>
  )
}
