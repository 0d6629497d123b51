import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core"
import { Form, useNavigation } from "@remix-run/react"
import { useEffect, useRef, useState } from "react"
import { IconDatabaseImport } from "../../components/icons.ts"
import notices from "../../components/notices.module.css"
import classes from "./upload-form.module.css"
import { UPLOAD_LIMIT_MB } from "./upload-limit.ts"

/** Chooses a file and sends it; the browser's own file field, so that it works without scripts and by keyboard. */
export function UploadForm({ error }: { error: string | undefined }) {
  const isSending = useNavigation().formMethod === "POST"
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const shown = tooLarge ?? error
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown])
  return (
    <Form method="post" encType="multipart/form-data" aria-label="Nhập tệp vào sổ thủ tục">
      <Stack gap="md" maw={640}>
        {shown ? (
          <div ref={box} role="alert" tabIndex={-1} className={notices.errors} id="loi-tep">
            {shown}
          </div>
        ) : null}
        <div>
          <label htmlFor="tep" className={classes.label}>
            Tệp dữ liệu
          </label>
          <Text size="sm" c="dimmed" id="tep-mo-ta">
            Tối đa {UPLOAD_LIMIT_MB} MB. Mã thủ tục trong bảng tính phải để dạng văn bản (1.001230), không để
            dạng số.
          </Text>
          <input
            id="tep"
            type="file"
            name="file"
            required
            accept=".json,.jsonl,.gz,.csv,.xlsx"
            aria-describedby={shown ? "tep-mo-ta loi-tep" : "tep-mo-ta"}
            className={classes.file}
            onChange={({ currentTarget }) => setTooLarge(sizeFault(currentTarget.files?.[0]))}
          />
        </div>
        <Checkbox
          name="partial"
          label="Nhận các dòng đúng, bỏ qua các dòng sai"
          description="Bỏ trống: chỉ cần một dòng sai là cả tệp không được nhận và sổ giữ nguyên."
        />
        <Checkbox
          name="whole"
          label="Tệp là toàn bộ danh sách thủ tục của tỉnh"
          description="Thủ tục đang có trong sổ mà không có trong tệp sẽ được hỏi có bãi bỏ hay không. Bỏ trống khi tệp chỉ là phần bổ sung."
        />
        <TextInput
          name="vanished"
          label="Số thủ tục không còn đã biết"
          description="Chỉ cần khi hệ thống hỏi: tệp thiếu hơn 5 % số thủ tục đang có."
          inputMode="numeric"
          maw={280}
        />
        <Group>
          <Button
            type="submit"
            loading={isSending}
            disabled={tooLarge !== null}
            leftSection={<IconDatabaseImport size={18} aria-hidden />}
          >
            Nhập vào sổ
          </Button>
          {isSending ? <Text role="status">Đang đọc và kiểm tra tệp…</Text> : null}
        </Group>
      </Stack>
    </Form>
  )
}

const sizeFault = (file: File | undefined): string | null =>
  file && file.size > UPLOAD_LIMIT_MB * 1024 * 1024
    ? `Tệp «${file.name}» lớn hơn ${UPLOAD_LIMIT_MB} MB. Hãy nén tệp (.jsonl.gz) hoặc chia nhỏ.`
    : null
