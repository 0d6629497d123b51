import { Button, Stack, Text } from "@mantine/core"
import { Form, useNavigation } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { IconFileCertificate } from "../icons.ts"
import notices from "../notices.module.css"
import classes from "./verify.module.css"

/** Chooses a decision and sends it to be checked; the browser's own file field, so that it works without scripts. */
export function VerifyForm({ error }: { error: string | null }) {
  const { state, formMethod } = useNavigation()
  const isSending = state !== "idle" && formMethod === "POST"
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) box.current?.focus()
  }, [error])
  return (
    <Form method="post" encType="multipart/form-data" aria-label="Xác minh tệp quyết định hoặc phụ lục">
      <Stack gap="sm" maw={640}>
        {error ? (
          <div ref={box} role="alert" tabIndex={-1} className={notices.errors} id="loi-tep">
            {error}
          </div>
        ) : null}
        <div>
          <label htmlFor="tep" className={classes.label}>
            Tệp PDF của quyết định hoặc phụ lục
          </label>
          <Text size="sm" c="dimmed" id="tep-mo-ta">
            Tệp gốc đã tải về hoặc nhận qua mạng, tối đa 30 MB. Tệp chỉ được kiểm tra, không được lưu lại.
          </Text>
          <input
            id="tep"
            type="file"
            name="file"
            required
            accept="application/pdf,.pdf"
            aria-describedby={error ? "tep-mo-ta loi-tep" : "tep-mo-ta"}
            className={classes.file}
          />
        </div>
        <Button
          type="submit"
          w="fit-content"
          loading={isSending}
          leftSection={<IconFileCertificate size={18} aria-hidden />}
        >
          Xác minh
        </Button>
        <Text role="status" size="sm">
          {isSending ? "Đang kiểm tra chữ ký và nội dung…" : ""}
        </Text>
      </Stack>
    </Form>
  )
}
