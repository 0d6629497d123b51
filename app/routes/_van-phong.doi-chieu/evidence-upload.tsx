import { NativeSelect, Stack, TextInput, Title } from "@mantine/core"
import { EVIDENCE_KIND_LABELS, EVIDENCE_KINDS } from "#models/evidence-list/evidence-list.ts"
import { DayInput } from "../../forms/day-input.tsx"
import { FileField, UploadButton, UploadForm } from "../../forms/upload-form.tsx"
import { UPLOADS } from "../../http/upload-limits.ts"

type EvidenceUploadProps = {
  error: string | undefined
  /** What was said of a list that was not taken. */
  values: Record<string, string> | undefined
}

/** Sends a list with what is to be known of it. */
export function EvidenceUpload({ error, values = {} }: EvidenceUploadProps) {
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        Nhập danh sách
      </Title>
      <UploadForm limit={UPLOADS.evidence} label="Nhập danh sách đối chiếu" error={error}>
        <NativeSelect
          name="kind"
          label="Loại"
          defaultValue={values["kind"]}
          data={EVIDENCE_KINDS.map((value) => ({ value, label: EVIDENCE_KIND_LABELS[value] }))}
        />
        <TextInput
          name="issuer"
          label="Tỉnh, Bộ công bố hoặc hệ thống cho số liệu"
          defaultValue={values["issuer"]}
          required
          maxLength={200}
        />
        <DayInput name="publishedOn" label="Ngày công bố" day={values["publishedOn"]} required maw={240} />
        <TextInput
          name="source"
          label="Nguồn"
          description="Số quyết định hoặc địa chỉ trang."
          defaultValue={values["source"]}
          required
          maxLength={500}
        />
        <FileField
          label="Tệp danh sách"
          note="Cột: Mã TTHC, Tên thủ tục, Mức độ; với số liệu hồ sơ: Mã TTHC, Số hồ sơ tiếp nhận, Số hồ sơ trực tuyến."
          required
        />
        <UploadButton busy="Đang đọc và đối chiếu danh sách…">Nhập danh sách</UploadButton>
      </UploadForm>
    </Stack>
  )
}
