import { Button, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core"
import { Form } from "@remix-run/react"
import type { ReorganisationPage } from "#workflows/screens/reorganisation-page.server.ts"
import { RemoveRow } from "./remove-row.tsx"

/** What the province issues under from the day: name, place, code. */
export function IssuerForm({ page }: { page: ReorganisationPage }) {
  const { issuer, currentIssuer, revision } = page
  const value = (
    name: "provinceName" | "provinceUpper" | "placeName" | "orgCode" | "implementers" | "baseUrl",
  ) => issuer?.[name] ?? currentIssuer?.[name] ?? ""
  const isAsked = page.questions.some(({ kind }) => kind === "ISSUER")
  return (
    <details open={isAsked}>
      <summary>Cơ quan ban hành từ ngày thực hiện{issuer ? " (đã ghi)" : ""}</summary>
      {issuer ? (
        <RemoveRow revision={revision} row="issuer" label="Bỏ thông tin cơ quan ban hành đã ghi" />
      ) : null}
      <Form method="post" aria-label="Cơ quan ban hành từ ngày thực hiện">
        <input type="hidden" name="revision" value={revision} />
        <Stack gap="sm" mt="xs" maw={760}>
          <Text size="sm">Điền sẵn theo cơ quan ban hành hiện nay; văn bản cũ vẫn giữ tên cũ.</Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              name="provinceName"
              label="Tên tỉnh, thành phố"
              defaultValue={value("provinceName")}
              required
            />
            <TextInput
              name="provinceUpper"
              label="Dòng tên cơ quan in hoa"
              defaultValue={value("provinceUpper")}
              required
            />
            <TextInput name="placeName" label="Địa danh" defaultValue={value("placeName")} required />
            <TextInput name="orgCode" label="Mã định danh" defaultValue={value("orgCode")} required />
            <TextInput
              name="implementers"
              label="Nơi thi hành (Điều 4)"
              defaultValue={value("implementers")}
            />
            <TextInput name="baseUrl" label="Địa chỉ dịch vụ công" defaultValue={value("baseUrl")} />
          </SimpleGrid>
          <Textarea
            name="recipients"
            label="Nơi nhận của quyết định, mỗi dòng một nơi"
            defaultValue={issuer?.recipients || currentIssuer?.recipients.join("\n")}
            rows={6}
          />
          <Textarea
            name="submissionRecipients"
            label="Nơi nhận của tờ trình, mỗi dòng một nơi"
            defaultValue={issuer?.submissionRecipients || currentIssuer?.submissionRecipients.join("\n")}
            rows={4}
          />
          <Button type="submit" name="intent" value="issuer.set" variant="default" w="fit-content">
            Lưu cơ quan ban hành
          </Button>
        </Stack>
      </Form>
    </details>
  )
}
