import { Button, Group, Stack, Text, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { type ReactNode, useId } from "react"
import { formatInstant } from "#models/shared/dates.ts"
import type { FieldChange } from "#workflows/registration/describe-proposal.ts"
import { DataTable } from "../../components/data-table.tsx"
import { SubmitButton } from "../../forms/zod-form.tsx"
import { paths } from "../../http/paths.ts"
import classes from "./registration.module.css"
import type { RegistrationScreenData } from "./screen-data.ts"

type OlderTextProps = {
  title: string
  at: string
  /** `before` is what is saved, `now` what was typed. */
  changed: FieldChange[]
  /** What can be done with it. */
  children: ReactNode
}

/** Offers what was typed on something older, with what differs: it never stands in front of what is newer by itself. */
export function OlderText({ title, at, changed, children }: OlderTextProps) {
  const id = useId()
  return (
    <Stack component="section" gap="xs" aria-labelledby={id} className={classes.older}>
      <Title order={3} size="h4" id={id}>
        {title}
      </Title>
      <Text size="sm">
        Bạn nhập lúc {at}, trước khi đăng ký được lưu như hiện nay. Biểu mẫu đang hiện nội dung mới hơn.
      </Text>
      <DataTable
        caption="Những chỗ khác nhau"
        rows={changed}
        rowKey={(row) => row.field}
        columns={[
          { key: "field", header: "Mục", isRowHeader: true, cell: (row) => row.field },
          { key: "before", header: "Đang lưu", cell: (row) => row.before },
          { key: "now", header: "Bản nhập dở cũ", cell: (row) => row.now },
        ]}
      />
      <Group gap="sm">{children}</Group>
    </Stack>
  )
}

/** The same for what the server keeps; works without scripts. */
export function OlderCopy({ page }: { page: RegistrationScreenData }) {
  const { olderCopy, registration, query, takesOlder } = page
  if (!olderCopy) return null
  return (
    <OlderText
      title={takesOlder ? "Biểu mẫu đang có bản nhập dở cũ" : "Bản nhập dở cũ"}
      at={formatInstant(olderCopy.savedAt)}
      changed={olderCopy.changed}
    >
      <Button
        component="a"
        href={paths.registration(registration.id, { ...query, "nhap-do": takesOlder ? undefined : "cu" })}
        variant="default"
        size="compact-sm"
      >
        {takesOlder ? "Trở lại nội dung đang lưu" : "Đưa vào biểu mẫu"}
      </Button>
      <Form method="post" aria-label="Bỏ bản nhập dở cũ">
        <SubmitButton name="intent" value="older.discarded" variant="default" size="compact-sm">
          Bỏ bản nhập dở cũ
        </SubmitButton>
      </Form>
    </OlderText>
  )
}
