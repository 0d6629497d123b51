import { Alert, Button, Stack, Text, TextInput } from "@mantine/core"
import { Form } from "@remix-run/react"

type SecondPersonProps = {
  error: string | undefined
  /** The password that is told this once. */
  secret: { userId: string; fullName: string; password: string } | undefined
}

/** For an administrator who is alone: who is to confirm what they draft. */
export function SecondPerson({ error, secret }: SecondPersonProps) {
  if (secret)
    return (
      <Alert color="office" variant="outline" role="status" title="Đã thêm Chánh Văn phòng">
        <Text>
          {secret.fullName} ({secret.userId}): <code>{secret.password}</code>
        </Text>
        <Text size="sm">
          Mật khẩu chỉ hiện một lần. Hãy chuyển riêng cho người ấy; lần đăng nhập đầu phải đổi.
        </Text>
      </Alert>
    )
  return (
    <Alert color="yellow" variant="outline" title="Chưa có người thứ hai để xác nhận">
      <Stack gap="sm" maw={520}>
        <Text>
          Mọi thay đổi dữ liệu nền cần một người khác xác nhận, nhưng hệ thống mới chỉ có bạn. Thêm Chánh Văn
          phòng trước; việc này được ghi trong nhật ký.
        </Text>
        {error ? (
          <Text role="alert" fw={600}>
            {error}
          </Text>
        ) : null}
        <Form method="post" aria-label="Thêm Chánh Văn phòng">
          <Stack gap="sm">
            <TextInput
              name="id"
              label="Tên đăng nhập"
              description="Chữ thường không dấu, ví dụ le.thi.mai"
              required
            />
            <TextInput name="fullName" label="Họ và tên" required />
            <div>
              <Button type="submit">Thêm Chánh Văn phòng</Button>
            </div>
          </Stack>
        </Form>
      </Stack>
    </Alert>
  )
}
