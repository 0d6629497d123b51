import { Button, Stack, Text, TextInput, Title } from "@mantine/core"
import type { MetaFunction } from "@remix-run/node"
import { Form } from "@remix-run/react"
import { IconBook2, IconFileCertificate, IconSearch } from "../components/icons.ts"
import { LinkCards } from "../components/link-cards.tsx"
import { PRODUCT_NAME } from "../components/words.ts"
import { paths } from "../http/paths.ts"

export const meta: MetaFunction = () => [
  { title: PRODUCT_NAME },
  {
    name: "description",
    content: "Tra cứu thủ tục hành chính nộp trực tuyến toàn trình, một phần của tỉnh Đắk Nông.",
  },
]

export default function Home() {
  return (
    <Stack gap="xl" py="lg">
      <Stack gap="sm" maw={720}>
        <Title order={1}>Thủ tục nào làm được qua mạng?</Title>
        <Text size="lg">
          Tra cứu mức độ trực tuyến (toàn trình hay một phần) của từng dịch vụ công do tỉnh Đắk Nông công bố
          hằng năm.
        </Text>
        <Form method="get" action={paths.catalogue()} role="search">
          <Stack gap="sm">
            <TextInput
              name="q"
              type="search"
              size="md"
              label="Tên thủ tục, mã thủ tục hoặc lĩnh vực"
              description="Gõ có dấu hay không dấu đều được, ví dụ: dang ky khai sinh"
              autoComplete="off"
              maxLength={200}
            />
            <Button
              type="submit"
              size="md"
              leftSection={<IconSearch size={20} aria-hidden />}
              w="fit-content"
            >
              Tìm trong danh mục
            </Button>
          </Stack>
        </Form>
      </Stack>
      <LinkCards
        items={[
          {
            to: paths.catalogue(),
            icon: IconBook2,
            title: "Danh mục đã công bố",
            text: "Xem toàn bộ danh mục theo năm, theo cơ quan và lĩnh vực; tải dữ liệu mở.",
          },
          {
            to: paths.verify(),
            icon: IconFileCertificate,
            title: "Xác minh văn bản",
            text: "Kiểm tra chữ ký số và tính toàn vẹn của quyết định công bố danh mục.",
          },
        ]}
      />
    </Stack>
  )
}
