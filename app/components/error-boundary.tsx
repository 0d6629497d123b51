import { Anchor, Code, Container, Group, Stack, Text, Title } from "@mantine/core"
import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from "@remix-run/react"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { paths } from "../http/paths.ts"

const TITLES: Record<number, string> = {
  400: "Yêu cầu chưa đúng",
  401: "Cần đăng nhập",
  403: "Không được phép",
  404: "Không tìm thấy trang",
  405: "Yêu cầu không được hỗ trợ",
  409: "Dữ liệu đã thay đổi",
  411: "Yêu cầu chưa đúng",
  413: "Dữ liệu gửi lên quá lớn",
  415: "Yêu cầu chưa đúng",
}

const ADVICE: Record<number, string> = {
  401: "Hãy đăng nhập rồi mở lại trang.",
  403: "Vai trò hiện nay của bạn không được làm việc này.",
  404: "Địa chỉ có thể đã đổi hoặc gõ nhầm. Hãy quay lại trang trước, hoặc tìm trong danh mục.",
  405: "Trang này không nhận yêu cầu vừa gửi. Hãy quay lại trang trước.",
  409: "Có người vừa lưu trước bạn. Hãy tải lại trang để xem nội dung mới nhất.",
}

/** What a visitor sees in place of a page that cannot be shown: what happened, what to do, the number to quote. */
export function ErrorNotice() {
  const error = useRouteError()
  const correlationId = useRouteLoaderData<{ correlationId: string }>("root")?.correlationId
  const status = isRouteErrorResponse(error) ? error.status : 500
  const said = isRouteErrorResponse(error) ? error.data : null
  const message = textIn(said, "message") || ADVICE[status]
  const back = textIn(said, "back")
  return (
    <Stack gap="sm" py="lg" maw={640}>
      <Title order={1}>{TITLES[status] ?? "Hệ thống gặp lỗi"}</Title>
      <Text>{message ?? "Việc vừa làm chưa được ghi nhận. Hãy thử lại sau ít phút."}</Text>
      {correlationId && status >= 500 ? (
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

/** The notice as a page of its own, where not even the frame could be drawn. */
export function OfficeErrorBoundary() {
  const isTraining = useRouteLoaderData<{ isTraining: boolean }>("root")?.isTraining ?? false
  return (
    <Container component="main" size="sm" py="xl" id="noi-dung">
      {isTraining ? <Text fw={600}>{TRAINING_MARK}</Text> : null}
      <ErrorNotice />
    </Container>
  )
}

/** A text of an answer's data; null when it has none of that name. */
const textIn = (data: unknown, name: "message" | "back"): string | null => {
  const value: unknown = data !== null && typeof data === "object" ? Reflect.get(data, name) : null
  return typeof value === "string" && value !== "" ? value : null
}
