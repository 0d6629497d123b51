import { Anchor, Code, Group, Stack, Text, Title } from "@mantine/core"
import { paths } from "../http/paths.ts"
import { useErrorWords } from "./error-words.ts"

/** What an official sees in place of a page that cannot be shown. */
export function ErrorNotice() {
  const { status, title, message, correlationId, back } = useErrorWords()
  return (
    <Stack gap="sm" py="lg" maw={640}>
      <Title order={1}>{title}</Title>
      <Text>{message}</Text>
      {correlationId ? (
        <Text>
          Nếu vẫn lỗi, hãy báo quản trị hệ thống kèm mã <Code>{correlationId}</Code>
        </Text>
      ) : null}
      {back ? (
        <Text>
          Phần đã nhập vẫn còn nếu dùng nút quay lại của trình duyệt; hoặc{" "}
          <Anchor href={back}>mở lại biểu mẫu</Anchor>.
        </Text>
      ) : null}
      <Group gap="lg" mt="sm">
        <Anchor href={paths.home()}>Về trang chủ</Anchor>
        <Anchor href={paths.catalogue()}>Tra cứu danh mục</Anchor>
        <Anchor href={paths.myWork()}>Việc của tôi</Anchor>
      </Group>
      <Text size="sm" c="dimmed">
        Mã trạng thái: {status}
      </Text>
    </Stack>
  )
}
