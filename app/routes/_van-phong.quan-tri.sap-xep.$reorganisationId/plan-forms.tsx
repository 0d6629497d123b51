import { Button, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core"
import { Form } from "@remix-run/react"
import type { ReactNode } from "react"
import { ADMIN_LEVELS } from "#models/shared/levels.ts"
import { LEVEL_LABELS } from "#workflows/reorganisation/describe-patches.ts"
import type { ReorganisationPage } from "#workflows/screens/reorganisation-page.server.ts"

type PlanFormsProps = { page: ReorganisationPage; values: Record<string, unknown> }

const LEVELS = ADMIN_LEVELS.filter((level) => level !== "MINISTRY").map((value) => ({
  value,
  label: LEVEL_LABELS[value],
}))
const NONE = { value: "", label: "– chọn –" }

/** One form per kind of row; each is open again with what was typed when it was refused. */
export function PlanForms({ page, values }: PlanFormsProps) {
  const { onEve, onDay } = page.units
  const typed = (intent: string, name: string): string => {
    const value = values["intent"] === intent ? values[name] : ""
    return typeof value === "string" ? value : ""
  }
  const open = (intent: string) => values["intent"] === intent
  const row = (intent: string, summary: string, button: string, children: ReactNode) => (
    <details open={open(intent)}>
      <summary>{summary}</summary>
      <Form method="post" aria-label={summary}>
        <input type="hidden" name="revision" value={page.revision} />
        <Stack gap="sm" mt="xs" maw={760}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>{children}</SimpleGrid>
          <Button type="submit" name="intent" value={intent} variant="default" w="fit-content">
            {button}
          </Button>
        </Stack>
      </Form>
    </details>
  )
  const unit = (intent: string, name: string, label: string, data: typeof onEve) => (
    <NativeSelect name={name} label={label} data={[NONE, ...data]} defaultValue={typed(intent, name)} />
  )
  return (
    <Stack gap="xs">
      {row(
        "succession.add",
        "Ghi một đơn vị được kế thừa (sáp nhập, chia tách)",
        "Thêm dòng kế thừa",
        <>
          {unit("succession.add", "fromId", "Đơn vị cũ", onEve)}
          {unit("succession.add", "toId", "Đơn vị kế thừa đã có", onDay)}
          <TextInput
            name="newName"
            label="hoặc tên đơn vị mới"
            defaultValue={typed("succession.add", "newName")}
          />
          <TextInput name="newCode" label="Mã đơn vị mới" defaultValue={typed("succession.add", "newCode")} />
          <NativeSelect
            name="extent"
            label="Phạm vi"
            data={[
              { value: "WHOLE", label: "Toàn bộ" },
              { value: "PART", label: "Một phần" },
            ]}
            defaultValue={typed("succession.add", "extent") || "WHOLE"}
          />
        </>,
      )}
      {row(
        "renaming.add",
        "Đổi tên, đổi loại hình một đơn vị",
        "Thêm tên mới",
        <>
          {unit("renaming.add", "agencyId", "Đơn vị", onEve)}
          <TextInput name="name" label="Tên mới" defaultValue={typed("renaming.add", "name")} />
          <TextInput
            name="shortName"
            label="Tên viết tắt mới"
            defaultValue={typed("renaming.add", "shortName")}
          />
        </>,
      )}
      {row(
        "ending.add",
        "Giải thể một đơn vị",
        "Thêm đơn vị giải thể",
        <>
          {unit("ending.add", "agencyId", "Đơn vị giải thể", onEve)}
          <TextInput name="reason" label="Lý do giải thể" defaultValue={typed("ending.add", "reason")} />
        </>,
      )}
      {row(
        "level.add",
        "Kết thúc cả một cấp chính quyền",
        "Thêm cấp kết thúc",
        <NativeSelect
          name="level"
          label="Cấp kết thúc"
          data={LEVELS}
          defaultValue={typed("level.add", "level") || "DISTRICT"}
        />,
      )}
      {row(
        "placement.add",
        "Quyết định riêng cho một thủ tục, một lĩnh vực",
        "Thêm quyết định riêng",
        <>
          <TextInput
            name="code"
            label="Mã thủ tục hoặc mã lĩnh vực"
            defaultValue={typed("placement.add", "code")}
          />
          <NativeSelect
            name="fromLevel"
            label="Cấp đang làm"
            data={LEVELS}
            defaultValue={typed("placement.add", "fromLevel") || "DISTRICT"}
          />
          <NativeSelect
            name="toLevel"
            label="Cấp tiếp nhận"
            data={LEVELS}
            defaultValue={typed("placement.add", "toLevel") || "PROVINCE"}
          />
          {unit("placement.add", "agencyId", "Cơ quan tiếp nhận (để trống: theo lĩnh vực)", onDay)}
        </>,
      )}
    </Stack>
  )
}
