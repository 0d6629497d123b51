import { FileField, UploadButton, UploadForm } from "../../forms/upload-form.tsx"
import { UPLOADS } from "../../http/upload-limits.ts"
import { IconFileCertificate } from "../icons.ts"

/** Chooses a decision and sends it to be checked. */
export function VerifyForm({ error }: { error: string | undefined }) {
  return (
    <UploadForm limit={UPLOADS.verification} label="Xác minh tệp quyết định hoặc phụ lục" error={error}>
      <FileField
        label="Tệp PDF của quyết định hoặc phụ lục"
        note="Tệp gốc đã tải về hoặc nhận qua mạng. Tệp chỉ được kiểm tra, không được lưu lại."
        required
      />
      <UploadButton
        leftSection={<IconFileCertificate size={18} aria-hidden />}
        busy="Đang kiểm tra chữ ký và nội dung…"
      >
        Xác minh
      </UploadButton>
    </UploadForm>
  )
}
