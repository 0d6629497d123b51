import { Stack, Title } from "@mantine/core"
import { FileField, UploadButton, UploadForm } from "../../forms/upload-form.tsx"
import { UPLOADS } from "../../http/upload-limits.ts"

/** Sends a filled-in list. */
export function SheetUpload({ error }: { error: string | undefined }) {
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        2. Gửi lại tệp đã điền
      </Title>
      <UploadForm limit={UPLOADS.unitSheet} label="Gửi danh sách đã điền" error={error}>
        <FileField label="Danh sách đã điền" required />
        <UploadButton variant="default" busy="Đang so sánh từng dòng…">
          So sánh với dữ liệu hiện có
        </UploadButton>
      </UploadForm>
    </Stack>
  )
}
