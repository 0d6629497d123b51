import { Button, NativeSelect, Stack, TextInput, Title } from "@mantine/core"
import { Form, useNavigation } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { EVIDENCE_KIND_LABELS, EVIDENCE_KINDS } from "#models/evidence-list/evidence-list.ts"
import notices from "../../components/notices.module.css"

/** Sends a list with what is to be known of it. */
export function EvidenceUpload({ error }: { error: string | undefined }) {
  const isSending = useNavigation().formEncType === "multipart/form-data"
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) box.current?.focus()
  }, [error])
  return (
    <Form method="post" encType="multipart/form-data" aria-label="Nhập danh sách đối chiếu">
      <Stack gap="sm" maw={640}>
        <Title order={2} size="h3">
          Nhập danh sách
        </Title>
        {error ? (
          <div ref={box} role="alert" tabIndex={-1} className={notices.errors} id="loi-doi-chieu">
            {error}
          </div>
        ) : null}
        <NativeSelect
          name="kind"
          label="Loại"
          data={EVIDENCE_KINDS.map((value) => ({ value, label: EVIDENCE_KIND_LABELS[value] }))}
        />
        <TextInput
          name="issuer"
          label="Tỉnh, Bộ công bố hoặc hệ thống cho số liệu"
          required
          maxLength={200}
        />
        <TextInput name="publishedOn" type="date" label="Ngày công bố" required maw={240} />
        <TextInput
          name="source"
          label="Nguồn"
          description="Số quyết định hoặc địa chỉ trang."
          required
          maxLength={500}
        />
        <label htmlFor="tep-doi-chieu">
          Tệp .csv hoặc .xlsx (cột: Mã TTHC, Tên thủ tục, Mức độ; với số liệu hồ sơ: Mã TTHC, Số hồ sơ tiếp
          nhận, Số hồ sơ trực tuyến)
        </label>
        <input
          id="tep-doi-chieu"
          type="file"
          name="file"
          accept=".csv,.xlsx"
          required
          aria-describedby={error ? "loi-doi-chieu" : undefined}
        />
        <Button type="submit" w="fit-content" loading={isSending}>
          Nhập danh sách
        </Button>
      </Stack>
    </Form>
  )
}
