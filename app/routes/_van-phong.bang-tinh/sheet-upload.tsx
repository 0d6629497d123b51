import { Button, Stack, Title } from "@mantine/core"
import { Form, useNavigation } from "@remix-run/react"
import { useEffect, useRef } from "react"
import notices from "../../components/notices.module.css"

/** Sends a filled-in list; the browser's own file field, so that it works without scripts. */
export function SheetUpload({ error }: { error: string | undefined }) {
  const isSending = useNavigation().formEncType === "multipart/form-data"
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) box.current?.focus()
  }, [error])
  return (
    <Form method="post" encType="multipart/form-data" aria-label="Gửi danh sách đã điền">
      <Stack gap="sm" maw={640}>
        <Title order={2} size="h3">
          2. Gửi lại tệp đã điền
        </Title>
        {error ? (
          <div ref={box} role="alert" tabIndex={-1} className={notices.errors} id="loi-bang-tinh">
            {error}
          </div>
        ) : null}
        <label htmlFor="bang-tinh">Tệp .xlsx</label>
        <input
          id="bang-tinh"
          type="file"
          name="file"
          accept=".xlsx"
          required
          aria-describedby={error ? "loi-bang-tinh" : undefined}
        />
        <Button type="submit" variant="default" w="fit-content" loading={isSending}>
          So sánh với dữ liệu hiện có
        </Button>
      </Stack>
    </Form>
  )
}
